using Pricing.Pipeline.Changes;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Tests.Intake.Batches;
using Testing;

namespace Pricing.Pipeline.Tests.Intake.Kinds;

public sealed class GrantAmendmentTests(AzuriteFixture azurite) : IngestionTests(azurite)
{
    [Fact]
    public async Task Ingest_OtherTermsWithoutAmends_IsADuplicate()
    {
        await Host.IngestAsync("one.csv", Batch.Csv(Batch.Grant()), Cancellation);

        var report = await Host.IngestAsync("two.csv", Batch.Csv(Batch.Grant("exercise_price=2")), Cancellation);

        Assert.Equal(
            "2 DuplicateGrant grant_id=3rd-series: is stored with other terms as version 1; to change them, state amends and amend_reason",
            Assert.Single(await RejectsAsync(report)));
        Assert.Equal(1m, (await GrantAsync("3rd-series"))!.Terms.ExercisePrice);
    }

    [Fact]
    public async Task Ingest_TextWhoseLineReadsLikeAnotherField_IsNotTakenForTheOtherTerms()
    {
        await Host.IngestAsync("one.csv", Batch.Csv(Batch.Grant("title=a\nmeant_reason=b")), Cancellation);

        var other = await Host.IngestAsync("two.csv", Batch.Csv(Batch.Grant("title=a", "meant_reason=b")), Cancellation);
        var same = await Host.IngestAsync("three.csv", Batch.Csv(Batch.Grant("title=a\nmeant_reason=b", "allottees=")), Cancellation);

        Assert.Equal((0, 1), (other.Unchanged, other.Rejected));
        Assert.Equal((1, 0), (same.Unchanged, same.Rejected));
    }

    [Fact]
    public async Task Ingest_Amendment_ReplacesTheTermsAndKeepsTheOldOnesReadable()
    {
        var first = await Host.IngestAsync("one.csv", Batch.Csv(Batch.Grant()), Cancellation);

        var report = await Host.IngestAsync(
            "two.csv", Batch.Csv(Batch.Grant("exercise_price=2", "amends=1", "amend_reason=誤記の訂正")), Cancellation);

        Assert.Equal((1, 0), (report.Amended, report.Rejected));
        var grant = (await GrantAsync("3rd-series"))!;
        Assert.Equal((2, 2m, "誤記の訂正", report.Batch), (grant.Version, grant.Terms.ExercisePrice, grant.AmendReason, grant.BatchHash));
        var old = (await Host.Get<GrantStore>().FindSupersededAsync("IIJ|00", "3rd-series", 1, Cancellation)).Value;
        Assert.Equal((1, 1m, first.Batch, null), (old.Version, old.Terms.ExercisePrice, old.BatchHash, old.AmendReason));
        Assert.Equal(["3rd-series"], await IdsAsync());
    }

    [Fact]
    public async Task Ingest_NewAndAmendedGrants_NamesTheDatesThatValueThem()
    {
        var first = await Host.IngestAsync("one.csv", Batch.Csv(
            Batch.Grant("allotment_date=2013-07-06", "exercise_start=2013-07-07"),
            Batch.Grant("grant_id=coming", "allotment_date=2013-08-01", "exercise_start=2013-08-02"),
            Batch.Grant("grant_id=refused", "allotment_date=2013-07-02", "exercise_price=-1")), Cancellation);
        var again = await Host.IngestAsync("one again.csv", Batch.Csv(Batch.Grant("allotment_date=2013-07-06", "exercise_start=2013-07-07", "title=")), Cancellation);
        var corrected = await Host.IngestAsync("two.csv", Batch.Csv(
            Batch.Grant("allotment_date=2013-07-06", "exercise_start=2013-07-07", "exercise_price=2", "amends=1", "amend_reason=typo")), Cancellation);
        var changed = await Host.IngestAsync("three.csv", Batch.Csv(Batch.Grant(
            "allotment_date=2013-07-06", "exercise_start=2013-07-07", "exercise_price=3", "amends=2", "amend_reason=board", "modification_date=2013-07-10", "accounting_standard=asbj8")), Cancellation);

        Assert.Equal((2, 1), (first.Stored, first.Rejected));
        Assert.Equal(["2013-07-08", null, "2013-07-08", "2013-07-10"], new[] { first, again, corrected, changed }.Select(report => report.DatesToValue));
    }

    [Fact]
    public async Task Ingest_GrantsOfManyDates_NamesTheFirstDatesAndHowManyMoreThereAre()
    {
        var days = Enumerable.Range(1, 25).Select(day => $"2013-04-{day:00}");

        var report = await Host.IngestAsync("many.csv", Batch.Csv([.. days.Select(day => Batch.Grant($"grant_id=of {day}", $"allotment_date={day}"))]), Cancellation);

        var dates = report.DatesToValue!.Split('\n');
        Assert.Equal(("2013-04-01", 19), (dates[0], dates.Length));
    }

    [Theory]
    [InlineData("policy=none;amends=0;amend_reason=typo", "InvalidField amends=0: must be a whole number of at least 1")]
    [InlineData("amends=1", "InvalidField amend_reason=: is missing beside amends")]
    [InlineData("amend_reason=typo", "InvalidField amends=: is missing beside amend_reason")]
    [InlineData("amends=0;amend_reason=typo", "InvalidField amends=0: must be a whole number of at least 1")]
    public async Task Ingest_WrongAmendment_IsRefused(string changes, string expected)
    {
        await Host.IngestAsync("one.csv", Batch.Csv(Batch.Grant()), Cancellation);

        var report = await Host.IngestAsync(
            "two.csv", Batch.Csv(Batch.Grant(["exercise_price=2", .. changes.Split(';')])), Cancellation);

        Assert.Equal($"2 {expected}", (await RejectsAsync(report))[0]);
        Assert.Equal((0, 0, 1), (report.Stored, report.Amended, report.Rejected));
        Assert.Equal(1, (await GrantAsync("3rd-series"))!.Version);
    }

    [Theory]
    [InlineData("modification_date=", "amends=1;modification_date=", null)]
    [InlineData("modification_date=", "amends=2;modification_date=", null)]
    [InlineData("modification_date=2014-07-10", "amends=1;modification_date=2014-07-10", null)]
    [InlineData("modification_date=2014-07-10", "amends=-;amend_reason=-;modification_date=-", null)]
    [InlineData("modification_date=", "amends=2;modification_date=2014-07-10", "2014-07-10: these terms are stored already, in version 2, as a correction; to make a change of terms of it, first correct the grant back to its earlier terms")]
    [InlineData("modification_date=2014-07-10", "amends=2;modification_date=2014-07-09", "2014-07-09: these terms are stored already, in version 2, as a change of terms from 2014-07-10")]
    [InlineData("modification_date=2014-07-10", "amends=2;modification_date=", ": these terms are stored already, in version 2, as a change of terms from 2014-07-10")]
    public async Task Ingest_AmendmentToTheStoredTerms_IsUnchangedOnlyWhereItsDateIsTheStoredOne(string stored, string sent, string? refused)
    {
        string[] terms = ["exercise_price=2", "accounting_standard=asbj8"];
        await Host.IngestAsync("one.csv", Batch.Csv(Batch.Grant("accounting_standard=asbj8")), Cancellation);
        await Host.IngestAsync("two.csv", Batch.Csv(Batch.Grant([.. terms, "amends=1", "amend_reason=board", stored])), Cancellation);

        var report = await Host.IngestAsync("three.csv", Batch.Csv(Batch.Grant([.. terms, "title=", "amends=1", "amend_reason=once more", .. sent.Split(';')])), Cancellation);

        Assert.Equal(refused is null ? (1, 0) : (0, 1), (report.Unchanged, report.Rejected));
        if (refused is not null) Assert.Equal($"2 InvalidField modification_date={refused}", Assert.Single(await RejectsAsync(report)));
        Assert.Equal(2, (await GrantAsync("3rd-series"))!.Version);
    }

    [Fact]
    public async Task Ingest_ChangeOfTermsToTheTermsThatWereGranted_IsRefused()
    {
        await Host.IngestAsync("one.csv", Batch.Csv(Batch.Grant("accounting_standard=asbj8")), Cancellation);

        var report = await Host.IngestAsync(
            "two.csv", Batch.Csv(Batch.Grant("accounting_standard=asbj8", "amends=1", "amend_reason=board", "modification_date=2014-07-10")), Cancellation);

        Assert.Equal(
            "2 InvalidField modification_date=2014-07-10: these terms are stored already, in version 1, as they were granted; a change of terms states others",
            Assert.Single(await RejectsAsync(report)));
    }

    [Fact]
    public async Task Ingest_AmendmentBelowTheRightsThatAreGone_IsRefused()
    {
        await Host.IngestAsync("one.csv", Batch.Csv(Batch.Grant()), Cancellation);
        await Host.IngestAsync("events.csv", Batch.Csv(Batch.Event("3rd-series", 100)), Cancellation);

        var report = await Host.IngestAsync(
            "two.csv", Batch.Csv(Batch.Grant("allotted_rights=99", "amends=1", "amend_reason=typo")), Cancellation);

        Assert.Equal("2 InvalidField rights=100: the events take more than the 99 rights allotted", Assert.Single(await RejectsAsync(report)));
    }

    [Fact]
    public async Task Ingest_EditsOfOneGrantInOneBatch_AreTakenInTheirOrder()
    {
        var report = await Host.IngestAsync("one.csv", Batch.Csv(EditRows()), Cancellation);

        Assert.Equal((5, 1, 1, 2, 1), (report.Rows, report.Stored, report.Unchanged, report.Amended, report.Rejected));
        Assert.Equal((3, 3m), ((await GrantAsync("3rd-series"))!.Version, (await GrantAsync("3rd-series"))!.Terms.ExercisePrice));
    }

    [Fact]
    public async Task Ingest_AgainAfterACrashBeforeTheReport_GivesTheSameReportAndRows()
    {
        await Host.IngestAsync("zero.csv", Batch.Csv(Batch.Grant("grant_id=old"), Batch.Grant("grant_id=same")), Cancellation);
        var csv = Batch.Csv(
            [.. EditRows(), Batch.Grant("grant_id=old", "exercise_price=7", "amends=1", "amend_reason=typo"), Batch.Grant("grant_id=same"), .. Batch.Grants(160)]);
        var first = await Host.IngestAsync("batch.csv", csv, Cancellation);
        var rows = await StorageContent.ETagsAsync(Host.Storage.Grants, Cancellation);
        await ForgetBatchAsync(first);

        var again = await Host.IngestAsync("batch.csv", csv, Cancellation);

        Assert.Equal(first, again);
        Assert.Equal((167, 161, 2, 3, 1), (again.Rows, again.Stored, again.Unchanged, again.Amended, again.Rejected));
        Assert.Equal(rows, await StorageContent.ETagsAsync(Host.Storage.Grants, Cancellation));
        Assert.Equal(await RejectsAsync(first), await RejectsAsync(again));
    }

    [Fact]
    public async Task Ingest_AgainAfterACrashBetweenTransactions_GivesTheReportOfAnUndisturbedOne()
    {
        // Two grants of the second transaction and their issuer's later ones are taken away again: the crash came before them.
        var csv = Batch.Csv(Batch.Grants(160));
        var first = await Host.IngestAsync("batch.csv", csv, Cancellation);
        await ForgetBatchAsync(first);
        foreach (var number in Enumerable.Range(100, 60))
            await Host.Storage.Grants.DeleteEntityAsync("IIJ|00", Batch.Id(number), cancellationToken: Cancellation);

        var again = await Host.IngestAsync("batch.csv", csv, Cancellation);

        Assert.Equal(first, again);
        Assert.Equal(Enumerable.Range(0, 160).Select(Batch.Id), await IdsAsync());
    }

    // New grants change no value that is stored, so nobody needs to look for any.
    [Fact]
    public async Task Ingest_Amendment_NotesThePartitionAndNewGrantsDoNot()
    {
        await Host.IngestAsync("one.csv", Batch.Csv(Batch.Grant()), Cancellation);
        var before = await Host.Get<ChangedFacts>().ListAsync(Cancellation);

        await Host.IngestAsync("two.csv", Batch.Csv(Batch.Grant("exercise_price=2", "amends=1", "amend_reason=typo")), Cancellation);

        Assert.Empty(before.Partitions);
        Assert.Equal(["IIJ|00"], (await Host.Get<ChangedFacts>().ListAsync(Cancellation)).Partitions);
    }

    [Fact]
    public async Task NotedPartitions_WhateverBecomesOfTheBatch_AreNotedOnceBeforeAndOnceAfter()
    {
        var changed = Host.Get<ChangedFacts>();
        await using (var noted = new NotedPartitions(changed))
        {
            await Task.WhenAll(noted.NoteAsync("IIJ|00", Cancellation), noted.NoteAsync("IIJ|00", Cancellation));
            var first = await changed.ListAsync(Cancellation);
            await noted.NoteAsync("IIJ|00", Cancellation);
            Assert.Equal(["IIJ|00"], first.Partitions);

            // Still the first note, so that whoever read it can take it away.
            await changed.ForgetAsync(first, Cancellation);
            Assert.Empty((await changed.ListAsync(Cancellation)).Partitions);
        }

        Assert.Equal(["IIJ|00"], (await changed.ListAsync(Cancellation)).Partitions);
    }

    private static Dictionary<string, string>[] EditRows() =>
    [
        Batch.Grant(),
        Batch.Grant(),
        Batch.Grant("exercise_price=2", "amends=1", "amend_reason=first"),
        Batch.Grant("exercise_price=9", "amends=1", "amend_reason=late"),
        Batch.Grant("exercise_price=3", "amends=2", "amend_reason=second"),
    ];

    /// <summary>Puts the ledger back to where a crash just before the report leaves it.</summary>
    private async Task ForgetBatchAsync(FileReport report) =>
        await Host.Storage.Ledger.DeleteEntityAsync("batch", report.Batch, cancellationToken: Cancellation);
}
