using Pricing.Actions;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Intake.Doors;
using Testing;

namespace Pricing.Pipeline.Tests.Intake.Batches;

public sealed class ActionFileTests(AzuriteFixture fixture)
{
    /// <summary>IIJ's split of 2012 (release, section 12, note).</summary>
    private const string Split =
        "code,kind,ratio,record_date,effective_date,ex_date,announced_on,reference\n"
        + "3774,split,1:200,2012-09-30,2012-10-01,2012-09-26,2012-08-07,timely disclosure\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweep_TableOfActions_IsKnownByItsShare()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("actions.csv", Split);

        var report = Assert.Single(await door.SweepAsync());

        Assert.Equal(("actions", 1, 1, 0, 0), (report.Kind, report.Shares, report.Stored, report.Unchanged, report.Rejected));
        var history = (await new MarketDataStore(storage).ReadActionsAsync("37740", Cancellation))!;
        Assert.Equal(report.Sha256, Assert.Single(history.Sources).Sha256);
        Assert.Equal(
            new CorporateAction
            {
                Kind = CorporateActionKind.Split,
                NewPerOld = 200m,
                ExDate = new(2012, 9, 26),
                RecordDate = new(2012, 9, 30),
                EffectiveDate = new(2012, 10, 1),
                AnnouncedOn = new(2012, 8, 7),
                Reference = "timely disclosure",
            },
            Assert.Single(history.Actions));
    }

    [Theory]
    [InlineData("2012-09-26,2012-08-07", "2012-09-27,2012-08-07", "InvalidField ex_date=2012-09-27: by the exchange's settlement rule of its time the ex-date is 2012-09-26; correct it, or say in meant_reason why another one is meant")]
    [InlineData("1:200", "200:1", "InvalidField ratio=0.005: has fewer new shares than old ones: that is a consolidation; write 1:2 for one into two")]
    public async Task Sweep_OneWrongRow_TakesNothing(string was, string becomes, string expected)
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("actions.csv", Split.Replace(was, becomes, StringComparison.Ordinal));

        var report = Assert.Single(await door.SweepAsync());

        Assert.Equal(0, report.Stored);
        Assert.Equal(expected, Assert.Single(await door.FailuresAsync(report)));
        Assert.Null(await new MarketDataStore(storage).ReadActionsAsync("37740", Cancellation));
    }

    [Fact]
    public async Task Sweep_WhatWasNotKnownYet_IsAddedAndWhatDiffersOnlyReplaces()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("first.csv", "code,kind,ratio,ex_date\n3774,split,1:200,2012-09-26\n");
        await door.SweepAsync();
        await door.DropAsync("second.csv", Split);
        var added = Assert.Single(await door.SweepAsync());
        var other = Split.Replace("1:200", "1:100", StringComparison.Ordinal);
        await door.DropAsync("third.csv", other);
        var refused = Assert.Single(await door.SweepAsync());
        var stays = await ActionAsync(storage);

        await door.DropAsync("fourth.csv", other, ("replace", "true"));
        var replaced = Assert.Single(await door.SweepAsync());

        Assert.Equal((1, 0), (added.Stored, refused.Stored));
        Assert.Equal((200m, new DateOnly(2012, 9, 30)), (stays.NewPerOld, stays.RecordDate));
        Assert.Equal(
            "ConflictingData ratio=100: 200 is stored for the split of 3774 with the ex-date 2012-09-26 and stays",
            Assert.Single(await door.FailuresAsync(refused)));
        Assert.Equal((1, 100m, "3774 2012-09-26 ratio: 200 -> 100"), (replaced.Stored, (await ActionAsync(storage)).NewPerOld, replaced.Replaced));
        Assert.Equal(3, (await new MarketDataStore(storage).ReadActionsAsync("37740", Cancellation))!.Statements.Count);
    }

    [Fact]
    public async Task Sweep_WithdrawnAction_CountsNoLongerUntilItIsReplaced()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await TakeAsync(door, "first.csv", Split);

        var withdrawn = await TakeAsync(door, "withdrawn.csv", Withdrawal("the meeting refused it"));
        var again = await TakeAsync(door, "again.csv", Withdrawal("as said before"));
        var refused = await TakeAsync(door, "split.csv", Split + "\n");

        Assert.Equal((1, 0, 1), (withdrawn.Stored, again.Stored, again.Unchanged));
        Assert.Empty(await ActionsAsync(storage));
        Assert.StartsWith(
            "ConflictingData withdrawn_reason=the meeting refused it: by this reason the split of 3774 with the ex-date 2012-09-26 was withdrawn",
            Assert.Single(await door.FailuresAsync(refused)),
            StringComparison.Ordinal);

        var replaced = await TakeAsync(door, "replace.csv", "code,kind,ratio,record_date\n3774,split,1:200,2012-09-30\n", ("replace", "true"), ("reason", "it%20passed"));

        Assert.Equal("3774 2012-09-26 withdrawn: yes -> no", replaced.Replaced);
        Assert.Equal(new DateOnly(2012, 10, 1), Assert.Single(await ActionsAsync(storage)).EffectiveDate);
        var history = (await new MarketDataStore(storage).ReadActionsAsync("37740", Cancellation))!;
        Assert.Equal(
            [(0, null, null), (0, "the meeting refused it", null), (0, null, "it passed")],
            history.Statements.Select(statement => (statement.Number, statement.WithdrawnReason, statement.Reason)));
    }

    [Fact]
    public async Task Sweep_WithdrawalOfWhatIsNotStored_IsRefused()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);

        var refused = await TakeAsync(door, "withdrawn.csv", Withdrawal("a mistake"));

        Assert.Equal(
            "ConflictingData withdrawn_reason=a mistake: no split of 3774 with the ex-date 2012-09-26 is stored that could be withdrawn",
            Assert.Single(await door.FailuresAsync(refused)));
    }

    [Fact]
    public async Task Sweep_Replacement_ChangesWhatItStatesAndLeavesTheRest()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await TakeAsync(door, "first.csv", "code,kind,ratio,record_date,announced_on,conditional,meeting_date,reference\n3774,split,1:2,2020-12-31,2020-11-06,yes,2021-01-29,draft\n");
        const string correction = "code,kind,ratio,record_date,conditional,reference\n3774,split,1:2,2020-12-31,no,notice\n";

        var refused = await TakeAsync(door, "second.csv", correction);
        var replaced = await TakeAsync(door, "third.csv", correction, ("replace", "true"), ("reason", "the%20draft%20was%20wrong"));

        Assert.Equal(
            "ConflictingData conditional=no: yes is stored for the split of 3774 with the ex-date 2020-12-29 and stays",
            Assert.Single(await door.FailuresAsync(refused)));
        Assert.Equal((1, "3774 2020-12-29 conditional: yes -> no\n3774 2020-12-29 meeting_date: 2021-01-29 -> none"), (replaced.Stored, replaced.Replaced));
        Assert.Equal(
            new CorporateAction
            {
                Kind = CorporateActionKind.Split,
                NewPerOld = 2m,
                ExDate = new(2020, 12, 29),
                RecordDate = new(2020, 12, 31),
                AnnouncedOn = new(2020, 11, 6),
                Reference = "notice",
            },
            Assert.Single(await ActionsAsync(storage)));
    }

    [Theory]
    [InlineData("effective_date,ex_date,meant_reason", "2018-10-01,2018-09-26,", "2018-10-01,2018-09-25,the exchange said so", "2018-09-25")]
    [InlineData("effective_date,ex_date,meant_reason", "2018-10-01,,", "2018-10-02,2018-09-26,the exchange said so", "2018-09-26")]
    [InlineData("effective_date,ex_date,meant_reason", "2018-10-01,2018-09-25,the exchange said so", "2018-10-01,,", "2018-09-25")]
    public async Task Sweep_ConsolidationOfTheSameDate_IsTheSameAction(string columns, string first, string second, string exDate)
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await TakeAsync(door, "first.csv", $"code,kind,ratio,{columns}\n3774,consolidation,10:1,{first}\n");

        await TakeAsync(door, "second.csv", $"code,kind,ratio,{columns}\n3774,consolidation,10:1,{second}\n", ("replace", "true"));

        Assert.Equal(exDate, Assert.Single(await ActionsAsync(storage)).ExDate.ToString("yyyy-MM-dd", null));
    }

    [Fact]
    public async Task Sweep_SplitOfTheSameRatioSomeDaysOff_IsRefusedUnlessItIsMeantOrReplaces()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await TakeAsync(door, "first.csv", "code,kind,ratio,record_date\n3774,split,1:2,2020-12-31\n");
        const string other = "code,kind,ratio,record_date\n3774,split,1:2,2020-12-25\n";

        var refused = await TakeAsync(door, "second.csv", other);
        var asGratis = await TakeAsync(door, "third.csv", other.Replace("split", "gratis_allotment", StringComparison.Ordinal).Replace("12-25", "12-31", StringComparison.Ordinal));
        Assert.All(
            await Task.WhenAll(door.FailuresAsync(refused), door.FailuresAsync(asGratis)),
            failures => Assert.Contains("the split of 3774 with the ex-date 2020-12-29 is stored, of the same ratio", Assert.Single(failures), StringComparison.Ordinal));

        await TakeAsync(door, "fourth.csv", other, ("replace", "true"));
        Assert.Equal([new DateOnly(2020, 12, 24)], (await ActionsAsync(storage)).Select(action => action.ExDate));

        await TakeAsync(door, "fifth.csv", "code,kind,ratio,record_date,meant_reason\n3774,split,1:2,2020-12-31,two in a month\n");
        Assert.Equal([new DateOnly(2020, 12, 24), new(2020, 12, 29)], (await ActionsAsync(storage)).Select(action => action.ExDate));
    }

    // 15 shares a right: 1:2 and then 2:1 leave 15, 2:1 and then 1:2 leave 14.
    [Theory]
    [InlineData("gratis_allotment,1:3,2018-09-30,")]
    [InlineData("consolidation,2:1,,2018-10-01")]
    public async Task Sweep_AnotherKindOnTheSameExDate_IsRefusedUnlessItIsMeant(string other)
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        const string header = "code,kind,ratio,record_date,effective_date,meant_reason\n";
        const string split = "3774,split,1:2,2018-09-30,,\n";

        var together = await TakeAsync(door, "together.csv", $"{header}{split}3774,{other},\n", ("replace", "true"));
        Assert.Equal(0, together.Stored);
        Assert.StartsWith(
            "ConflictingData ex_date=2018-09-26: line 2 states a split with the same ex-date",
            Assert.Single(await door.FailuresAsync(together)),
            StringComparison.Ordinal);
        await TakeAsync(door, "first.csv", header + split);
        var refused = await TakeAsync(door, "second.csv", $"{header}3774,{other},\n");
        Assert.Contains(
            "the split of 3774 with the ex-date 2018-09-26 is stored, and which of the two counts first decides the figures",
            Assert.Single(await door.FailuresAsync(refused)),
            StringComparison.Ordinal);

        var meant = await TakeAsync(door, "third.csv", $"{header}3774,{other},both resolved\n");

        Assert.Contains("both count, the stored one first", meant.Notices, StringComparison.Ordinal);
        Assert.Equal(2, (await ActionsAsync(storage)).Count);
        Assert.Equal(CorporateActionKind.Split, (await ActionsAsync(storage))[0].Kind);
    }

    [Fact]
    public async Task Sweep_ReplacementThatMovesAnActionOntoAnotherKind_IsRefused()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        const string header = "code,kind,ratio,record_date,effective_date\n";
        await TakeAsync(door, "first.csv", $"{header}3774,split,1:2,2018-09-30,\n3774,gratis_allotment,1:3,2018-11-30,2018-12-01\n");

        var refused = await TakeAsync(door, "second.csv", $"{header}3774,gratis_allotment,1:3,2018-09-30,2018-12-01\n", ("replace", "true"));

        Assert.Contains("the split of 3774 with the ex-date 2018-09-26 is stored", Assert.Single(await door.FailuresAsync(refused)), StringComparison.Ordinal);
        Assert.Equal([new DateOnly(2018, 9, 26), new(2018, 11, 28)], (await ActionsAsync(storage)).Select(action => action.ExDate));
    }

    [Fact]
    public async Task Sweep_ReplacementThatContradictsWhatStays_IsRefused()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await TakeAsync(door, "first.csv", Split);

        var refused = await TakeAsync(door, "second.csv", "code,kind,ratio,effective_date,ex_date\n3774,split,1:200,2012-10-01,2012-09-27\n", ("replace", "true"));

        Assert.Equal(
            "InvalidField ex_date=2012-09-27: by the exchange's settlement rule of its time the ex-date is 2012-09-26; correct it, or say in meant_reason why another one is meant",
            Assert.Single(await door.FailuresAsync(refused)));
        Assert.Equal(new DateOnly(2012, 9, 26), Assert.Single(await ActionsAsync(storage)).ExDate);
    }

    [Fact]
    public async Task Sweep_ActionsOfTheFirstForm_AreReadAndKept()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await storage.MarketData.UploadBlobAsync(
            "actions/37740",
            BinaryData.FromString($"actions 1 37740\n@0 {new string('a', 64)} 20130711T090000Z received file actions.csv\n0 split 20201229 x2 - - - N - - as%20meant @0\n"),
            Cancellation);
        await using var door = new PriceDoor(storage);

        await TakeAsync(door, "actions.csv", "code,kind,ratio,record_date\n3774,split,1:2,2020-12-31\n");

        Assert.Equal(new DateOnly(2020, 12, 31), Assert.Single(await ActionsAsync(storage)).RecordDate);
        Assert.Equal(["as meant", "as meant"], (await new MarketDataStore(storage).ReadActionsAsync("37740", Cancellation))!.Statements.Select(statement => statement.MeantReason));
    }

    [Fact]
    public async Task Sweep_FileOfOneShareByItsName_IsTaken()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("3774.csv", "種別,比率,基準日,株主総会承認条件\n株式分割,1株→2株,2020/12/31,有\n");

        Assert.Equal(1, Assert.Single(await door.SweepAsync()).Stored);

        var action = await ActionAsync(storage);
        Assert.Equal((new DateOnly(2020, 12, 29), true, null), (action.ExDate, action.IsConditional, action.MeetingDate));
    }

    private static string Withdrawal(string reason) =>
        $"code,kind,ratio,record_date,withdrawn_reason\n3774,split,,2012-09-30,{reason}\n";

    private static async Task<FileReport> TakeAsync(PriceDoor door, string name, string text, params (string Key, string Value)[] metadata)
    {
        await door.DropAsync(name, text, metadata);
        return Assert.Single(await door.SweepAsync());
    }

    private static async Task<CorporateAction> ActionAsync(PipelineStorage storage) => Assert.Single(await ActionsAsync(storage));

    private static async Task<IReadOnlyList<CorporateAction>> ActionsAsync(PipelineStorage storage) =>
        (await new MarketDataStore(storage).ReadActionsAsync("37740", Cancellation))!.Actions;
}
