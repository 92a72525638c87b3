using Pricing.Actions;
using Pricing.Files.CorporateActions;

namespace Pricing.Files.Tests.CorporateActions;

public sealed class CorporateActionFileTests
{
    [Fact]
    public async Task Read_JapaneseTable_IsTheActions()
    {
        var actions = await ReadAsync(
            "証券コード,種別,比率,基準日,効力発生日,公表日,株主総会承認条件,根拠資料\n"
            + "3774,株式分割,1株→200株,2012/9/30,2012/10/1,2012/6/1,無,開示\n"
            + "3774,株式併合,10株を1株,2031/9/30,2031/10/1,,有,\n"
            + "3774,合併,,2031/9/30,,,,\n");

        Assert.Empty(actions.Defects);
        Assert.Equal(
            [CorporateActionKind.Split, CorporateActionKind.Consolidation, CorporateActionKind.Merger],
            actions.Rows.Select(row => row.Kind));
        Assert.Equal(
            [new(2012, 9, 26), new(2031, 9, 29), new(2031, 9, 29)], actions.Rows.Select(row => row.ToAction()!.ExDate));
        Assert.Equal([200m, 0.1m, (Ratio?)null], actions.Rows.Select(row => row.NewPerOld));
        Assert.Equal([false, true, null], actions.Rows.Select(row => row.IsConditional));
    }

    [Theory]
    [InlineData("3774,split,", "missing")]
    [InlineData("3774,分裂,1:2", "must be one of split")]
    [InlineData("3774,split,0.333", "1:3 or 1/3")]
    [InlineData("3774,split,1:2", "is missing; state it, or the record_date that it follows from")]
    [InlineData("3774,split,1:2,2012-09-27,2012-09-30", "the ex-date is 2012-09-26; correct it")]
    [InlineData("3774,split,10:1,,2012-09-30", "that is a consolidation")]
    public async Task Read_OneWrongRow_GivesNone(string row, string reason) => Assert.Contains(
        reason,
        Assert.Single((await ReadAsync($"code,kind,ratio,ex_date,record_date\n{row}{new string(',', 4 - row.Count(','.Equals))}\n")).Defects).Failure.Reason);

    // With a record date the ex-date is that of the record date: 2018-09-26 and, after the change of 2019-07, 2020-09-29.
    [Theory]
    [InlineData("merger", "2018-09-30", "2018-10-01", "2018-09-26")]
    [InlineData("demerger", "2020-09-30", "2020-10-01", "2020-09-29")]
    [InlineData("share_exchange", "2018-09-30", "2018-12-03", "2018-09-26")]
    [InlineData("share_transfer", "2018-09-30", "2018-10-01", "2018-09-26")]
    [InlineData("below_market_issue", "2018-09-30", "2018-10-01", "2018-09-26")]
    [InlineData("rights_offering", "2018-09-30", "2018-10-01", "2018-09-26")]
    [InlineData("merger", "", "2018-10-01", "2018-10-01")]
    public async Task Read_ActionThatIsDecided_HasTheExDateOfItsRecordDateElseOfItsEffect(string kind, string record, string effective, string expected)
    {
        var actions = await ReadAsync($"code,kind,ratio,record_date,effective_date\n3774,{kind},,{record},{effective}\n");

        Assert.Empty(actions.Defects);
        Assert.Equal(expected, $"{Assert.Single(actions.Rows).ToAction()!.ExDate:yyyy-MM-dd}");
    }

    [Fact]
    public async Task Read_ExDateADayOff_IsTakenWhereItIsMeant() => Assert.Empty((await ReadAsync(
        "code,kind,ratio,ex_date,record_date,meant_reason\n3774,split,1:2,2012-09-27,2012-09-30,the exchange moved it\n")).Defects);

    [Fact]
    public async Task Read_TheSameActionTwice_IsTakenOnlyWhereBothSayTheSame()
    {
        const string header = "code,kind,ratio,record_date\n3774,split,1:2,2012-09-30\n";

        Assert.Equal(2, (await ReadAsync(header + "3774,split,1:2,2012-09-30\n")).Rows.Count);
        var defect = Assert.Single((await ReadAsync(header + "3774,split,1:3,2012-09-30\n")).Defects);
        Assert.Equal((3, ReasonCode.ConflictingData, "ratio", "3"), (defect.Line, defect.Failure.Code, defect.Failure.Field, defect.Failure.Value));
        Assert.Contains("differs from line 2, where 2 stands for the same action", defect.Failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_RowsWrongInThemselvesAndBesideOthers_AreAllNamed()
    {
        var defects = (await ReadAsync(
            "code,kind,ratio,record_date\n3774,split,abc,2011-09-30\n3774,split,1:2,2012-09-30\n3774,split,1:3,2012-09-30\n3774,split,,2013-09-30\n")).Defects;

        Assert.Equal([(2, "ratio"), (4, "ratio"), (5, "ratio")], defects.Select(defect => (defect.Line, defect.Failure.Field)));
    }

    [Fact]
    public async Task Read_TwoSplitsWithoutARatio_AreNotToldToHaveTheSameOne()
    {
        var defects = (await ReadAsync("code,kind,ratio,ex_date\n3774,split,,2012-09-26\n3774,split,,2012-09-27\n")).Defects;

        Assert.Equal([(2, "ratio"), (3, "ratio")], defects.Select(defect => (defect.Line, defect.Failure.Field)));
    }

    [Fact]
    public async Task Read_TwoSplitsWithoutAnExDate_AreNotToldToBeOne()
    {
        var defects = (await ReadAsync("code,kind,ratio\n3774,split,1:2\n3774,split,1:3\n")).Defects;

        Assert.Equal([(2, "ex_date"), (3, "ex_date")], defects.Select(defect => (defect.Line, defect.Failure.Field)));
    }

    [Fact]
    public async Task Read_ActionsNearlyTheSame_AreNamedInTheOrderOfTheFile()
    {
        var defects = (await ReadAsync(
            "code,kind,ratio,ex_date\n3774,split,1:2,2012-09-26\n3774,gratis_allotment,1:3,2012-10-10\n"
            + "3774,split,1:2,2012-10-10\n3774,split,1:2,2012-10-17\n")).Defects;

        Assert.Equal([(4, "line 2"), (4, "line 3"), (5, "line 4")], defects.Select(defect => (defect.Line, Above(defect))));
    }

    [Fact]
    public async Task Read_ActionBesideManyOfAnotherKind_NamesTheFirstTen()
    {
        var many = string.Concat(Enumerable.Repeat("3774,gratis_allotment,1:3,2012-09-30\n", 1_000));

        var actions = await ReadAsync($"code,kind,ratio,record_date\n{many}3774,split,1:2,2012-09-30\n");

        Assert.Equal(10, actions.DefectCount);
        Assert.Equal(Enumerable.Range(2, 10).Select(line => (1_002, $"line {line}")), actions.Defects.Select(defect => (defect.Line, Above(defect))));
    }

    private static string Above(FileDefect defect) => string.Join(' ', defect.Failure.Reason.Split(' ').Take(2));

    private static async Task<WholeFiles.FileReading<CorporateActionRow>> ReadAsync(string text)
    {
        using var content = new MemoryStream(Given.Utf8(text));
        return await CorporateActionFile.ReadAsync(content, Given.Request(), CancellationToken.None);
    }
}
