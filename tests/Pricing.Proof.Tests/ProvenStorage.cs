using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.Controls.Book;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Controls.Periods;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Publications.Desk;
using Pricing.Pipeline.Publications.Inputs;
using Pricing.Pipeline.Publications.Records;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Tests.Settlements;
using Pricing.Pipeline.Values;
using Pricing.Proof.Findings;
using Testing;

namespace Pricing.Proof.Tests;

/// <summary>
/// A storage that holds something of every kind: the night of the third series, an amended grant, holders, events, corporate
/// actions from a file, closes from a feed, and the manifests of two runs.
/// </summary>
internal sealed class ProvenStorage : IAsyncDisposable
{
    /// <summary>An issuer beside that of the third series.</summary>
    public const string OtherIssuer = "Kabutocho Confectionery";

    private ProvenStorage(PipelineHost host) => Host = host;

    public PipelineHost Host { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Makes one.</summary>
    /// <param name="azurite">Where.</param>
    /// <param name="policy">The policy of the third series.</param>
    /// <param name="own">Settings of the company, which no process that proves has by itself; null for none.</param>
    public static async Task<ProvenStorage> StartAsync(
        AzuriteFixture azurite, string policy = "iij-practice", IReadOnlyDictionary<string, string?>? own = null)
    {
        var settings = SettingsWith(own);
        var host = await PipelineHost.StartAsync(
            await azurite.NewStorageAsync(Cancellation), new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), settings, cancellationToken: Cancellation);
        var proven = new ProvenStorage(host);
        await host.Get<PolicyRegister>().NoteAsync(Cancellation);
        await host.IngestAsync("grants.csv", Batch.Csv(Rows.Grant($"policy={policy}"), Rows.Grant($"issuer={OtherIssuer}", "grant_id=1st")), Cancellation);
        await proven.TakeAsync("actions.csv", "code,kind,ratio,record_date,effective_date\n3774,split,1:200,2012-09-30,2012-10-01\n");
        await host.IngestAsync("holders.csv", Batch.Csv(Rows.Holder("D-01", 60), Rows.Holder("E-01", 29)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        host.Clock.Advance(TimeSpan.FromHours(1));
        await proven.PublishAsync("3rd-series", new(2013, 7, 11));
        await host.IngestAsync(
            "amended.csv",
            Batch.Csv(Rows.Grant($"policy={policy}", "title=Third series", "amends=1", "amend_reason=the title was missing")),
            Cancellation);
        await host.IngestAsync(
            "events.csv",
            Batch.Csv(Rows.Event("left_office", "2014-06-27", "holder=D-01", "office_lost=director"), Rows.Event("exercised", "2014-07-07", "holder=D-01", "rights=6")),
            Cancellation);
        host.Clock.Advance(TimeSpan.FromHours(1));
        return proven;
    }

    /// <summary>The settings of the company's host, with others.</summary>
    public static Dictionary<string, string?> SettingsWith(IReadOnlyDictionary<string, string?>? own)
    {
        var settings = new Dictionary<string, string?> { ["Night:FirstDate"] = "2013-07-11", ["Night:LastDate"] = "2013-07-12" };
        foreach (var (name, text) in own ?? settings) settings[name] = text;
        return settings;
    }

    /// <summary>What a report names, for the message of a test.</summary>
    public static string Shown(ProofReport report) =>
        string.Join(" | ", report.Findings.Select(finding => $"{finding.Kind} {finding.Place} {finding.Field}: {finding.Reason}"));

    /// <summary>
    /// What comes to the other issuer in honest work: rows that wait and are stored late, withdrawn, mended or still wait, one that is
    /// refused, one that repeats another, a holder that is corrected, an amendment and a file that is taken in again.
    /// </summary>
    public async Task LiveOnAsync()
    {
        Dictionary<string, string> Grant(string id, params string[] changes) => Rows.Grant([$"issuer={OtherIssuer}", $"grant_id={id}", .. changes]);
        Dictionary<string, string> Event(string id, string date, int rights) => Batch.Event(id, rights, date, OtherIssuer, "forfeited");
        Dictionary<string, string> Holder(string name, int rights) => new(Rows.Holder(name, rights)) { ["issuer"] = OtherIssuer, ["grant_id"] = "1st" };

        var early = await Host.IngestAsync(
            "early.csv",
            Batch.Csv(Event("2nd", "2014-08-01", 1), Event("2nd", "2014-08-04", 2), Event("3rd", "2014-08-01", 3), Event("1st", "no date", 1), Event("1st", "2014-08-01", 4), Event("1st", "2014-09-01", 500)),
            Cancellation);
        Assert.Equal((1, 4, 1), (early.Stored, early.Waiting, early.Rejected));
        await Host.Get<WaitingWithdrawal>().WithdrawAsync(early.Batch, 3, "stated twice", Person.Typed("auditor"), Cancellation);
        Host.Clock.Advance(TimeSpan.FromHours(1));
        await Host.IngestAsync("second.csv", Batch.Csv(Grant("2nd"), Grant("1st", "exercise_price=7")), Cancellation);
        Assert.Equal("stored", (await Host.Get<FateStore>().FindAsync(early.Batch, 2, Cancellation))?.Result);
        Host.Clock.Advance(TimeSpan.FromHours(1));
        await Host.IngestAsync("amended 1st.csv", Batch.Csv(Grant("1st", "title=First", "amends=1", "amend_reason=the title was missing")), Cancellation);
        await Host.IngestAsync("again.csv", Batch.Csv(Event("2nd", "2014-08-01", 1), Event("2nd", "2014-08-05", 2), Event("2nd", "2014-08-05", 2), Event("1st", "2014-09-01", 5)), Cancellation);
        Assert.Equal(WaitingFate.Mended, (await Host.Get<FateStore>().FindAsync(early.Batch, 7, Cancellation))?.Result);
        await Host.IngestAsync("their holders.csv", Batch.Csv(Holder("D-01", 20), Holder("D-02", 10)), Cancellation);
        Assert.Equal(1, (await TakeAsync("their holders.csv", Batch.Csv(Holder("D-02", 11)), replace: true)).Amended);
        Host.Clock.Advance(TimeSpan.FromHours(1));
    }

    /// <summary>
    /// Publishes the newest version of a value, as two people would whose rules let made-up figures through: what a desk decides is
    /// written without the desk.
    /// </summary>
    public async Task PublishAsync(string grantId, DateOnly date)
    {
        var book = Host.Get<DecisionBook>();
        var value = (await Host.Get<SubjectReader>().HistoryAsync("IIJ", grantId, date, Cancellation))[0];
        var inputs = (await Host.Get<SubjectReader>().ReadAsync("IIJ", grantId, date, value.Version, Cancellation)).Value.Inputs;
        var at = Host.Clock.GetUtcNow();
        var proposed = await book.AppendAsync("IIJ", _ => DecisionDraft.Of(PublicationKinds.Proposed, Person.SignedIn("Sato", "1"), at, ProposalOf(value), PublicationJson.Readable.Proposal), Cancellation);
        Approval approval = new(proposed.Value.Number, value.Hash, GivenList.HashOf(value, inputs), inputs);
        await book.AppendAsync("IIJ", _ => DecisionDraft.Of(PublicationKinds.Approved, Person.SignedIn("Kato", "2"), at, approval, PublicationJson.Readable.Approval), Cancellation);
        await Host.Get<ClosingBook>().CloseAsync(
            new("IIJ", new(2013, 3, 31), [], 0, "fiscal year 2012"), Person.SignedIn("Kato", "2"), at, (_, _) => [], Cancellation);
    }

    /// <summary>A value as it is proposed for publication.</summary>
    public static Proposal ProposalOf(ValueRecord value) => Proposal.Of(value, PublicationPurpose.Cost, "board, 26 June 2013");

    /// <summary>Takes in a file of market data.</summary>
    public async Task<FileReport> TakeAsync(string name, string content, bool replace = false)
    {
        using var bytes = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content));
        var sent = new SentFile { Name = name, Door = SentFile.TakeDoor, Replace = replace, Reason = replace ? "a correction" : null };
        return (await Host.Get<FileIntake>().TakeAsync(bytes, sent, Cancellation)).Value;
    }

    /// <summary>Asks for a business date again, and values it.</summary>
    /// <param name="date">The date.</param>
    /// <param name="by">The host that values it; the one of this storage where it is not given.</param>
    public async Task RerunAsync(DateOnly date, PipelineHost? by = null)
    {
        await Host.Get<RunStore>().AddNextAsync(
            new() { Date = date, Version = 1, Status = RunStatus.Requested, Reason = "a correction", AskedBy = "auditor", AskedAt = Host.Clock.GetUtcNow() },
            Cancellation);
        await (by ?? Host).RunNightsAsync(Cancellation);
        Host.Clock.Advance(TimeSpan.FromHours(1));
    }

    /// <summary>Proves, as a process of its own would.</summary>
    /// <param name="scope">What is looked at; everything where it is not given.</param>
    /// <param name="settings">Settings of that process over those of the host.</param>
    /// <param name="hook">Sees what that process asks of the storage; null where nobody wants to know.</param>
    public async Task<ProofReport> VerifyAsync(
        ProofScope? scope = null, IReadOnlyDictionary<string, string?>? settings = null, StorageHook? hook = null)
    {
        await using var other = Host.Another(hook?.On(Host.Storage), settings);
        await using var services = other.AddTo(new ServiceCollection()).AddProof().BuildServiceProvider();
        return (await services.GetRequiredService<Verifier>().VerifyAsync(scope ?? ProofScope.All, Cancellation)).Value;
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
