using Pricing.Pipeline.Closings;
using Pricing.Pipeline.Controls.Book;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Controls.Periods;
using Pricing.Pipeline.Publications.Desk;
using Pricing.Pipeline.Publications.Records;
using Pricing.Pipeline.Settlements;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Tests.Settlements;
using Testing;

namespace Pricing.Proof.Tests;

/// <summary>A proof sees of each issuer what counted for it by the closings of the time.</summary>
public sealed class ClosedPeriodProofTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateOnly Allotment = new(2013, 7, 11);
    private static readonly Person Kato = Person.SignedIn("Kato", "2");
    private static readonly Person Ito = Person.SignedIn("Ito", "3");

    private ProvenStorage proven = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => proven = await ProvenStorage.StartAsync(azurite);

    public ValueTask DisposeAsync() => proven.DisposeAsync();

    [Fact]
    public async Task Verify_AfterLateFactsOfAClosedPeriod_SeesWhatCountedForEachIssuer()
    {
        await proven.RerunAsync(Allotment);
        await KeepAsync();
        var closing = await CloseAsync(Allotment);
        await proven.TakeAsync("3774.csv", "date,code,close\n2013-07-05,3774,3300\n", replace: true);
        var late = await proven.Host.IngestAsync("late.csv", Batch.Csv(Rows.Event("forfeited", "2013-07-11", "rights=3")), Cancellation);
        Assert.Equal(1, late.Waiting);
        await proven.RerunAsync(Allotment);
        await proven.RerunAsync(new(2013, 7, 12));
        await AssertProvenAsync();

        foreach (var person in new[] { Kato, Ito }) await proven.Host.Get<PeriodCloser>().ReopenAsync("IIJ", closing.Number, "came late", person, Cancellation);
        proven.Host.Clock.Advance(TimeSpan.FromHours(1));
        await proven.RerunAsync(Allotment);
        await AssertProvenAsync();
    }

    [Fact]
    public async Task Verify_AfterALateEventThatChangesASettlement_SettlesByWhatWasStoredThen()
    {
        var late = await proven.Host.IngestAsync(
            "late.csv", Batch.Csv(Rows.Event("adjusted", "2014-07-01", "decided_shares=150", "decided_exercise_price=2")), Cancellation);
        Assert.Equal(1, late.Stored);
        var life = (await proven.Host.Get<GrantLives>().FindAsync("IIJ", "3rd-series", on: null, Cancellation))!.Value;
        Assert.Contains(life.Events, item => item.ByAllThatIsKnown is not null);
        proven.Host.Clock.Advance(TimeSpan.FromHours(1));

        await AssertProvenAsync();
    }

    [Fact]
    public async Task Verify_DecisionsCutOffAtTheirEnd_NamesTheRunThatHadSeenTheLastOne()
    {
        var second = await proven.Host.Get<ClosingBook>().CloseAsync(
            new("IIJ", new(2013, 6, 30), [], 0, "first quarter of 2013"), Kato, proven.Host.Clock.GetUtcNow(), (_, _) => [], Cancellation);
        await proven.RerunAsync(Allotment);
        await AssertProvenAsync();

        await proven.Host.Storage.Decisions.GetBlobClient($"IIJ/00000{second.Value.Number}.json").DeleteAsync(cancellationToken: Cancellation);
        var cut = Assert.Single((await proven.VerifyAsync()).Findings);
        Assert.Equal(("runs/2013-07-11/v2/decisions.json", "hash"), (cut.Place, cut.Field));
    }

    [Fact]
    public async Task Verify_AClosingThatOnePersonOpenedAgain_NamesIt()
    {
        var book = proven.Host.Get<ClosingBook>();
        for (var decided = 0; decided < 2; decided++)
            await book.ReopenAsync("IIJ", new(3, "alone"), Kato, proven.Host.Clock.GetUtcNow(), (_, _) => null, Cancellation);

        var found = Assert.Single((await proven.VerifyAsync()).Findings);
        Assert.Equal(("decisions IIJ, closing 3", "reopenedBy"), (found.Place, found.Field));
    }

    /// <summary>The title was amended after the value was published: the same amount of other terms, which somebody decides.</summary>
    private async Task KeepAsync()
    {
        var difference = await proven.Host.Get<DifferenceList>().OfAsync("IIJ", Cancellation).SingleAsync(Cancellation);
        Assert.True(difference.IsSameAmount);
        var kept = await proven.Host.Get<DecisionBook>().AppendAsync(
            "IIJ",
            _ => DecisionDraft.Of(
                PublicationKinds.Kept, Kato, proven.Host.Clock.GetUtcNow(), difference.Keep("the title alone"), PublicationJson.Readable.Keeping),
            Cancellation);
        Assert.Empty(kept.Failures);
    }

    private async Task<Closing> CloseAsync(DateOnly through)
    {
        var closed = await proven.Host.Get<PeriodCloser>().CloseAsync("IIJ", through, "fiscal year 2013", unsettledReason: null, Kato, Cancellation);
        Assert.Empty(closed.Failures);
        proven.Host.Clock.Advance(TimeSpan.FromHours(1));
        return closed.Value;
    }

    private async Task AssertProvenAsync()
    {
        var report = await proven.VerifyAsync();
        Assert.True(report.Findings.Count == 0, ProvenStorage.Shown(report));
    }
}
