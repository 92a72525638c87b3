using Azure.Data.Tables;
using Pricing.Pipeline.Changes;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Tests.Intake.Batches;
using Testing;

namespace Pricing.Pipeline.Tests.Register.Grants;

public sealed class GrantDateNotesTests(AzuriteFixture azurite) : IngestionTests(azurite)
{
    private const string Partition = "IIJ|00";

    private GrantDateNotes Notes => Host.Get<GrantDateNotes>();

    [Fact]
    public async Task Write_MoreThanATransactionHolds_NotesThemAllAndTheSecondTimeWritesNothing()
    {
        const int count = 205;
        await Host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(count)), Cancellation);
        List<GrantDateNote> notes = [.. Enumerable.Range(0, count).Select(i => new GrantDateNote(Batch.Id(i), 1, GrantDateStatus.Provisional, 1))];

        await Notes.WriteAsync(Partition, notes, Cancellation);
        var written = await StorageContent.ETagsAsync(Host.Storage.Grants, Cancellation);
        await Notes.WriteAsync(Partition, notes, Cancellation);

        Assert.Equal(written, await StorageContent.ETagsAsync(Host.Storage.Grants, Cancellation));
        Assert.Equal(count, (await Notes.CountProvisionalAsync(Cancellation))[new(2013, 7, 11)]);
        var last = (await GrantAsync(Batch.Id(count - 1)))!;
        Assert.Equal((GrantDateStatus.Provisional, 1, "205"), (last.GrantDateStatus, last.GrantDateVersion, $"{last.Terms.ExercisePrice}"));
    }

    [Fact]
    public async Task Write_GrantAmendedSinceItWasValued_NotesTheNumberOnly()
    {
        await Host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(2)), Cancellation);
        await Host.IngestAsync("amend.csv", Batch.Csv(Batch.Grant($"grant_id={Batch.Id(0)}", "exercise_price=9", "amends=1", "amend_reason=typo")), Cancellation);

        await Notes.WriteAsync(
            Partition,
            [new(Batch.Id(0), 1, GrantDateStatus.Final, 1), new(Batch.Id(1), 1, GrantDateStatus.Final, 1)],
            Cancellation);

        var (amended, other) = ((await GrantAsync(Batch.Id(0)))!, (await GrantAsync(Batch.Id(1)))!);
        Assert.Equal((GrantDateStatus.None, 1, 2), (amended.GrantDateStatus, amended.GrantDateVersion, amended.Version));
        Assert.Equal((GrantDateStatus.Final, 1), (other.GrantDateStatus, other.GrantDateVersion));
    }

    /// <summary>The values of a change of terms show the grant-date value, so another version of it is a changed fact; the same note again is none.</summary>
    [Fact]
    public async Task Write_LaterVersionOfAGrantWithAChangeOfTerms_IsAChangedFactOnce()
    {
        string[] terms = ["exercise_price=3505", "exercise_price_adjustment=none", "accounting_standard=asbj8"];
        await Host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(terms)), Cancellation);
        Host.Clock.Advance(TimeSpan.FromDays(2));
        await Host.IngestAsync(
            "change.csv",
            Batch.Csv(Batch.Grant([.. terms, "exercise_price=3000", "amends=1", "amend_reason=repriced", "modification_date=2013-07-12"])),
            Cancellation);
        var changes = Host.Get<ChangedFacts>();
        GrantDateNote[] second = [new("3rd-series", 1, GrantDateStatus.Final, 2)];

        await Notes.WriteAsync(Partition, second, Cancellation);
        var noted = await changes.ListAsync(Cancellation);
        await changes.ForgetAsync(noted, Cancellation);
        await Notes.WriteAsync(Partition, second, Cancellation);

        Assert.Equal([ChangedFacts.GrantKey(Partition, "3rd-series")], noted.Grants);
        Assert.Empty((await changes.ListAsync(Cancellation)).Grants);
    }

    [Fact]
    public async Task Write_WhileGrantsAreTouched_LosesNeitherSide()
    {
        await Host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(100)), Cancellation);

        var touching = Task.WhenAll(Enumerable.Range(0, 100).Select(i => Host.Storage.Grants.UpdateEntityAsync(
            new TableEntity(Partition, Batch.Id(i)) { ["touched"] = true }, Azure.ETag.All, TableUpdateMode.Merge, Cancellation)));
        var noting = Notes.WriteAsync(
            Partition, Enumerable.Range(0, 100).Select(i => new GrantDateNote(Batch.Id(i), 1, GrantDateStatus.Final, 1)), Cancellation);
        await Task.WhenAll(touching, noting);

        var rows = await Host.Storage.Grants
            .QueryAsync<TableEntity>(row => row.PartitionKey == Partition, cancellationToken: Cancellation).ToListAsync(Cancellation);
        Assert.All(rows, row => Assert.Equal((true, "Final"), (row.GetBoolean("touched"), row.GetString("GrantDateStatus"))));
    }

    [Fact]
    public async Task Write_GrantThatIsNotStoredAnyMore_NotesTheOthers()
    {
        await Host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(1)), Cancellation);

        await Notes.WriteAsync(
            Partition, [new("nobody", 1, GrantDateStatus.Final, 1), new(Batch.Id(0), 1, GrantDateStatus.Final, 1)], Cancellation);

        var stored = (await Host.Get<GrantStore>().FindAsync(Partition, Batch.Id(0), version: null, Cancellation)).Value;
        Assert.Equal((GrantDateStatus.Final, 1), (stored.GrantDateStatus, stored.GrantDateVersion));
    }

    [Fact]
    public async Task Write_ValueThatANewerOneOvertook_LeavesTheNewerOneNoted()
    {
        await Host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(1)), Cancellation);
        await Notes.WriteAsync(Partition, [new(Batch.Id(0), 1, GrantDateStatus.Final, 2)], Cancellation);

        await Notes.WriteAsync(Partition, [new(Batch.Id(0), 1, GrantDateStatus.None, 1)], Cancellation);

        var stored = (await Host.Get<GrantStore>().FindAsync(Partition, Batch.Id(0), version: null, Cancellation)).Value;
        Assert.Equal((GrantDateStatus.Final, 2), (stored.GrantDateStatus, stored.GrantDateVersion));
    }

    [Fact]
    public async Task CountProvisional_SupersededAndWeekendGrants_CountsCurrentOnesByTheirNight()
    {
        // 2013-07-13 was a Saturday, 07-15 a holiday.
        await Host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant("allotment_date=2013-07-13", "exercise_start=2013-07-14")), Cancellation);
        await Notes.WriteAsync(Partition, [new("3rd-series", 1, GrantDateStatus.Provisional, 1)], Cancellation);
        Assert.Equal([new(new(2013, 7, 16), 1)], await Notes.CountProvisionalAsync(Cancellation));

        await Host.IngestAsync(
            "amend.csv",
            Batch.Csv(Batch.Grant("allotment_date=2013-07-13", "exercise_start=2013-07-14", "exercise_price=9", "amends=1", "amend_reason=typo")),
            Cancellation);

        Assert.Empty(await Notes.CountProvisionalAsync(Cancellation));
    }
}
