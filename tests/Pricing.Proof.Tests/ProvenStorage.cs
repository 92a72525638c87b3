using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Nights.Runs;
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

    public static async Task<ProvenStorage> StartAsync(AzuriteFixture azurite)
    {
        var settings = new Dictionary<string, string?> { ["Night:FirstDate"] = "2013-07-11", ["Night:LastDate"] = "2013-07-12" };
        var host = await PipelineHost.StartAsync(
            await azurite.NewStorageAsync(Cancellation), new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), settings, cancellationToken: Cancellation);
        var proven = new ProvenStorage(host);
        await host.Get<PolicyRegister>().NoteAsync(Cancellation);
        await host.IngestAsync("grants.csv", Batch.Csv(Rows.Grant("policy=iij-practice"), Rows.Grant($"issuer={OtherIssuer}", "grant_id=1st")), Cancellation);
        await proven.TakeAsync("actions.csv", "code,kind,ratio,record_date,effective_date\n3774,split,1:200,2012-09-30,2012-10-01\n");
        await host.IngestAsync("holders.csv", Batch.Csv(Rows.Holder("D-01", 60), Rows.Holder("E-01", 29)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.IngestAsync(
            "amended.csv",
            Batch.Csv(Rows.Grant("policy=iij-practice", "title=Third series", "amends=1", "amend_reason=the title was missing")),
            Cancellation);
        await host.IngestAsync(
            "events.csv",
            Batch.Csv(Rows.Event("left_office", "2014-06-27", "holder=D-01", "office_lost=director"), Rows.Event("exercised", "2014-07-07", "holder=D-01", "rights=6")),
            Cancellation);
        host.Clock.Advance(TimeSpan.FromHours(1));
        return proven;
    }

    /// <summary>Takes in a file of market data.</summary>
    public async Task<FileReport> TakeAsync(string name, string content, bool replace = false)
    {
        using var bytes = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content));
        var sent = new SentFile { Name = name, Door = SentFile.TakeDoor, Replace = replace, Reason = replace ? "a correction" : null };
        return (await Host.Get<FileIntake>().TakeAsync(bytes, sent, Cancellation)).Value;
    }

    /// <summary>Asks for a business date again, and values it.</summary>
    public async Task RerunAsync(DateOnly date)
    {
        await Host.Get<RunStore>().AddNextAsync(
            new() { Date = date, Version = 1, Status = RunStatus.Requested, Reason = "a correction", AskedBy = "auditor", AskedAt = Host.Clock.GetUtcNow() },
            Cancellation);
        await Host.RunNightsAsync(Cancellation);
        Host.Clock.Advance(TimeSpan.FromHours(1));
    }

    /// <summary>Proves, as a process of its own would.</summary>
    /// <param name="scope">What is looked at; everything where it is not given.</param>
    /// <param name="settings">Settings of that process over those of the host.</param>
    public async Task<ProofReport> VerifyAsync(ProofScope? scope = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        await using var other = Host.Another(settings: settings);
        await using var services = other.AddTo(new ServiceCollection()).AddProof().BuildServiceProvider();
        return (await services.GetRequiredService<Verifier>().VerifyAsync(scope ?? ProofScope.All, Cancellation)).Value;
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
