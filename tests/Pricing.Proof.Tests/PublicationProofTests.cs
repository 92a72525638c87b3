using System.Text.Json.Serialization.Metadata;
using Pricing.Pipeline.Controls.Book;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Publications.Desk;
using Pricing.Pipeline.Publications.Inputs;
using Pricing.Pipeline.Publications.Records;
using Pricing.Pipeline.Values;
using Pricing.Proof.Findings;
using Testing;

namespace Pricing.Proof.Tests;

/// <summary>Decisions that were written past the desk, and what is named of them.</summary>
public sealed class PublicationProofTests(AzuriteFixture azurite)
{
    private static readonly Person Sato = Person.SignedIn("Sato", "1");
    private static readonly Person Kato = Person.SignedIn("Kato", "2");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_DecisionsThatNoDeskMade_NamesEach()
    {
        await using var proven = await ProvenStorage.StartAsync(azurite);
        var value = (await proven.Host.Get<SubjectReader>().HistoryAsync("IIJ", "3rd-series", new(2013, 7, 11), Cancellation))[0];
        var proposal = ProvenStorage.ProposalOf(value) with { Purpose = PublicationPurpose.Note };
        await WriteAsync(proven, proposal, value, approver: Sato);
        await WriteAsync(proven, proposal with { Figures = proposal.Figures with { Total = "1" } }, value);
        await WriteAsync(proven, proposal with { RunVersion = 9 }, value);
        await WriteAsync(proven, proposal, value, hash: "another");
        await WriteAsync(proven, proposal with { ValueHash = "another" }, value);
        await WriteAsync(proven, proposal with { ValueVersion = 9 }, value);
        await WithdrawAsync(proven, proposal, by: Kato);

        var report = await proven.VerifyAsync(new() { Issuer = "IIJ", GrantId = "3rd-series" });

        Assert.Equal(
            [
                "decisions IIJ, publication 16 proposer", "decisions IIJ, publication 4 approver", "decisions IIJ, publication 6 figures", "decisions IIJ, publication 8 run",
                "decisions IIJ, publication 10 inputs", "decisions IIJ, publication 12 value", "decisions IIJ, publication 14 value",
            ],
            report.Findings.Select(finding => $"{finding.Place} {finding.Field}"));

        await proven.Host.Storage.Decisions.GetBlobClient("IIJ/000002.json").DeleteAsync(cancellationToken: Cancellation);
        var broken = await proven.VerifyAsync(new() { Issuer = "IIJ", GrantId = "3rd-series" });

        Assert.Equal(("decisions IIJ", "count", "16", "1"), Assert.Single(broken.Findings) is var gone ? (gone.Place, gone.Field, gone.Stored, gone.Found) : default);
        Assert.Equal(FindingKind.Difference, broken.Findings[0].Kind);
    }

    [Fact]
    public async Task Verify_DecisionsAboutWhatIsDecidedAlready_NamesEach()
    {
        await using var proven = await ProvenStorage.StartAsync(azurite);
        var value = (await proven.Host.Get<SubjectReader>().HistoryAsync("IIJ", "3rd-series", new(2013, 7, 11), Cancellation))[0];
        var proposal = ProvenStorage.ProposalOf(value);
        Keeping keeping = new() { Publication = 1, ValueVersion = 1, ValueHash = value.Hash, Published = proposal.Figures, Later = proposal.Figures, Reason = "no" };

        // Number 1 is published, and 3 is a closing.
        await AppendAsync(proven, PublicationKinds.Kept, Kato, keeping, PublicationJson.Readable.Keeping);
        await AppendAsync(proven, PublicationKinds.Rejected, Kato, new(1, "no"), PublicationJson.Readable.Rejection);
        await AppendAsync(proven, PublicationKinds.Kept, Kato, keeping, PublicationJson.Readable.Keeping);
        await AppendAsync(proven, PublicationKinds.Withdrawn, Sato, new(1, "no"), PublicationJson.Readable.Rejection);
        await WriteAsync(proven, proposal with { Supersedes = 1 }, value);
        await AppendAsync(proven, PublicationKinds.Approved, Kato, new(1, value.Hash, "", []), PublicationJson.Readable.Approval);

        var report = await proven.VerifyAsync(new() { Issuer = "IIJ", GrantId = "3rd-series" });

        Assert.Equal(
            ["decision 5 rejected Published", "decision 6 kept Rejected", "decision 7 withdrawn Rejected", "decision 9 approved Withdrawn", "decision 10 approved Superseded"],
            report.Findings
                .Where(finding => finding.Place == "decisions IIJ, publication 1" && finding.Field.StartsWith("decision ", StringComparison.Ordinal))
                .Select(finding => $"{finding.Field} {finding.Stored} {finding.Found}"));
    }

    private static async Task AppendAsync<T>(ProvenStorage proven, string kind, Person by, T content, JsonTypeInfo<T> type) => await proven.Host
        .Get<DecisionBook>()
        .AppendAsync("IIJ", _ => DecisionDraft.Of(kind, by, proven.Host.Clock.GetUtcNow(), content, type), Cancellation);

    private static async Task WithdrawAsync(ProvenStorage proven, Proposal proposal, Person by)
    {
        var (book, at) = (proven.Host.Get<DecisionBook>(), proven.Host.Clock.GetUtcNow());
        var proposed = await book.AppendAsync("IIJ", _ => DecisionDraft.Of(PublicationKinds.Proposed, Sato, at, proposal, PublicationJson.Readable.Proposal), Cancellation);
        await book.AppendAsync("IIJ", _ => DecisionDraft.Of(PublicationKinds.Withdrawn, by, at, new(proposed.Value.Number, "no"), PublicationJson.Readable.Rejection), Cancellation);
    }

    private static async Task WriteAsync(ProvenStorage proven, Proposal proposal, ValueRecord value, Person? approver = null, string? hash = null)
    {
        var (book, at) = (proven.Host.Get<DecisionBook>(), proven.Host.Clock.GetUtcNow());
        var proposed = await book.AppendAsync("IIJ", _ => DecisionDraft.Of(PublicationKinds.Proposed, Sato, at, proposal, PublicationJson.Readable.Proposal), Cancellation);
        Approval approval = new(proposed.Value.Number, proposal.ValueHash, hash ?? GivenList.HashOf(value, []), []);
        await book.AppendAsync("IIJ", _ => DecisionDraft.Of(PublicationKinds.Approved, approver ?? Kato, at, approval, PublicationJson.Readable.Approval), Cancellation);
    }
}
