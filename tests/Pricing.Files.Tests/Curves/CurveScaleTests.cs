using Pricing.Files.Curves;
using Pricing.Files.Tests.Workbooks;
using Pricing.Rates;

namespace Pricing.Files.Tests.Curves;

/// <summary>Yields that are no percentages. The true curves are the ministry's of that date.</summary>
public sealed class CurveScaleTests
{
    private const string Header = "date,1Y,5Y,10Y,20Y\n";

    [Theory]
    [InlineData("2024-06-14,0.001,0.0052,0.0094,0.0175", "20Y=0.0175", "more than 3 decimals")]
    [InlineData("2024-06-14,0.001,0.005,0.009,0.017", "20Y=0.017", "below 0.05")]
    [InlineData("2024-06-14,-0.003,-0.002,-0.001,0.002", "1Y=-0.003", "below 0.05")]
    [InlineData("2024-06-14,0.0818,,,", "1Y=0.0818", "more than 3 decimals")]
    [InlineData("2024-06-14,0.10,0.52,15.50 %,1.75", "10Y=15.50 %", "of 10 years is beyond 15 %")]
    public async Task Against_YieldsThatAreNoPercentages_AreRefusedWithTheirLineColumnAndDate(string row, string figure, string reason)
    {
        var defect = Assert.Single(await JudgeAsync(Header + "2019-05-08,-0.1,-0.1,-0.05,0.35\n" + row + "\n"));

        Assert.Equal((3, ReasonCode.ImplausibleValue, figure), (defect.Line, defect.Failure.Code, $"{defect.Failure.Field}={defect.Failure.Value}"));
        Assert.Contains(reason, defect.Failure.Reason);
        Assert.Contains("2024-06-14", defect.Failure.Reason);
    }

    [Theory]
    [InlineData(Header + "2024-06-14,10,52,94,99\n", "2 5Y=52", "2 10Y=94", "2 20Y=99")]
    [InlineData(Header + "2024-06-14,0.1,5.20,0.94,85\n2024-06-17,0.1,0.5,-18,1.7\n", "2 20Y=85", "2 5Y=5.20", "3 10Y=-18")]
    [InlineData(Header + "2024-06-14,0.1,0.52,abc,85\n2024-06-17,x,0.5,0.94,1.7\n", "2 10Y=abc", "2 20Y=85", "3 1Y=x")]
    [InlineData("date,1Y,2Y,5Y,7Y,10Y\n2024-06-14,0.1,6.3,0.5,7.4,0.9\n", "2 7Y=7.4", "2 2Y=6.3")]
    [InlineData("date,tenor,percent\n2024-06-14,1,0.0031\n2024-06-14,5,0.0052\n2024-06-14,10,0.0125\n", "2 percent=0.0031", "3 percent=0.0052", "4 percent=0.0125")]
    [InlineData("date,tenor,percent\n2024-06-14,1,0.1\n2024-06-14,5,0.52\n2024-06-14,10,0.94\n2024-06-14,15,85 %\n2024-06-14,20,1.7\n", "5 percent=85 %")]
    [InlineData("基準日,年限,利回り\n2024/6/14,5年,0.52\n2024/6/14,10年,abc\n2024/6/17,10年,８５％\n", "3 percent=abc", "4 percent=８５％")]
    public async Task Against_SeveralWrongFigures_NamesEachWithItsRowColumnAndTextAsTyped(string file, params string[] figures)
    {
        using var content = new MemoryStream(Given.Utf8(file));
        var read = await CurveFile.ReadAsync(content, Given.Request(), CancellationToken.None);

        var found = read.Defects.Concat(CurveScale.Against(read.Readable, []));

        Assert.Equal(figures, found.OrderBy(defect => defect.Line).Select(defect => $"{defect.Line} {defect.Failure.Field}={defect.Failure.Value}"));
    }

    [Fact]
    public async Task Against_AWorkbook_NamesTheCellOfATenorsColumn()
    {
        using var content = new MemoryStream(new TestWorkbook()
            .Row("基準日", "1年", "5年", "10年")
            .Row("2024-06-14", TestWorkbook.Number(0.1), TestWorkbook.Error("#REF!"), TestWorkbook.Number(94))
            .ToBytes());
        var read = await CurveFile.ReadAsync(content, Given.Request(), CancellationToken.None);

        var refused = Assert.Single(read.Defects);
        var wrong = Assert.Single(CurveScale.Against(read.Readable, []));

        Assert.Equal(("C2", "5年", "D2", "10年"), (refused.Place, refused.Failure.Field, wrong.Place, wrong.Failure.Field));
    }

    [Theory]
    [InlineData("2024-06-14,0.10,5.2,0.94,1.75", "the yield 5.2 of 5 years is far from those of its neighbours, 0.1 and 0.94")]
    [InlineData("2024-06-14,3.10,0.52,2.94,3.75", "the yield 0.52 of 5 years is far from those of its neighbours, 3.1 and 2.94")]
    public async Task Against_OneYieldThatStandsAlone_IsRefused(string row, string reason) =>
        Assert.Contains(reason, Assert.Single(await JudgeAsync(Header + row + "\n")).Failure.Reason, StringComparison.Ordinal);

    /// <summary>The yield of the longest tenor has no neighbour beyond it: the days around it tell.</summary>
    [Fact]
    public async Task Against_OneYieldFarFromTheDaysAround_IsRefusedWithTheOneThatIsWrong()
    {
        const string file = Header + "2024-06-13,0.10,0.53,0.97,1.76\n2024-06-14,0.10,0.52,0.94,17.5 %\n2024-06-17,0.09,0.51,0.93,1.73\n";

        var defect = Assert.Single(await JudgeAsync(file.Replace("17.5", "7.15", StringComparison.Ordinal)));

        Assert.Equal(3, defect.Line);
        Assert.Contains("the yield 7.15 of 20 years is far from the 1.76 of 2024-06-13, and the others are not", defect.Failure.Reason, StringComparison.Ordinal);
        Assert.Empty(await JudgeAsync(file.Replace("17.5", "1.75", StringComparison.Ordinal)));
    }

    /// <summary>Those of 1981-05-07 and 1975-02-12, on dates that are taken.</summary>
    [Theory]
    [InlineData("1991-05-07,6.5,8.673,8.0,7.9")]
    [InlineData("1995-02-13,10.617,9,9.1,9.2")]
    public async Task Against_ACurveAsBentAsAnyThatWasPublished_IsTaken(string row) => await AssertTakenAsync(row);

    [Theory]
    [InlineData("2016-07-06,-0.344,-0.384,-0.281,0.022")]
    [InlineData("2016-11-16,,-0.057,0.026,")]
    [InlineData("2016-11-16,,0.05,-0.057,")]
    [InlineData("2020-02-25,-0.176,-0.191,-0.095,0.218")]
    [InlineData("2017-09-04,,,0.001,")]
    [InlineData("2019-01-07,,,0.000,")]
    [InlineData("2015-01-26,0.017,0.001,,")]
    [InlineData("2024-06-14,0.1 %,0.0052 %,0.0094 %,0.017 %")]
    [InlineData("1990-10-01,,,9.42,")]
    public async Task Against_AnOrdinaryCurveNearZero_IsTaken(string row) => await AssertTakenAsync(row);

    [Fact]
    public async Task Against_AHundredthOfTheCurvesAround_IsRefusedAndNamesOne()
    {
        const string file = "date,10Y\n2024-06-14,0.009\n";

        Assert.Empty(await JudgeAsync(file));
        Assert.Contains("2024-06-07", Assert.Single(await JudgeAsync(file, Curve(new(2024, 6, 7), (10, 0.97m)))).Failure.Reason);
        Assert.Contains("2024-06-21", Assert.Single(await JudgeAsync(file, Curve(new(2024, 6, 21), (10, 0.95m)))).Failure.Reason);
        // What it was a year before says little of a single tenor, much of several.
        Assert.Empty(await JudgeAsync(file, Curve(new(2023, 7, 1), (10, 0.90m))));
        Assert.Single(await JudgeAsync(
            "date,5Y,7Y\n2024-06-14,0.005,0.007\n", Curve(new(2023, 7, 1), (5, 0.4m), (7, 0.6m))));
        // A true one near zero, of a date on which no curve is stored but the wrong one.
        Assert.Empty(await JudgeAsync(file.Replace("0.009", "0.94"), Curve(new(2024, 6, 14), (10, 0.0094m))));
        Assert.Empty(await JudgeAsync("date,5Y,10Y\n2016-11-16,-0.057,0.026\n", Curve(new(2016, 11, 15), (5, -0.09m), (10, 0.003m))));
    }

    [Theory]
    [InlineData("2024-06-14,0.010,0.052,0.094,0.175", "about a tenth of those of 2024-06-13")]
    [InlineData("2024-06-14,1,5.2,9.4,14.9", "about ten times those of 2024-06-13")]
    [InlineData("2024-06-14,1.75,0.94,0.52,0.1", "in the opposite order of those of 2024-06-13")]
    public async Task Against_OneDecimalOffOrTurnedRound_IsRefusedByThoseOfTheMonth(string row, string reason)
    {
        const string right = "2024-06-12,0.11,0.53,0.98,1.78\n2024-06-13,0.10,0.53,0.97,1.77\n2024-06-17,0.10,0.51,0.93,1.74\n";
        YieldCurve stored = Curve(new(2024, 6, 13), (1, 0.1m), (5, 0.53m), (10, 0.97m), (20, 1.77m));

        var among = Assert.Single(await JudgeAsync(Header + right + row + "\n"));
        var alone = Assert.Single(await JudgeAsync(Header + row + "\n", stored));

        Assert.Equal((5, 2), (among.Line, alone.Line));
        Assert.Contains(reason, among.Failure.Reason);
        Assert.Contains(reason, alone.Failure.Reason);
        Assert.Empty(await JudgeAsync(Header + row + "\n", stored with { Date = new(2024, 5, 1) }));
    }

    [Fact]
    public async Task Against_TwoWrongOnesInARow_AreBothRefusedAndNoRightOne()
    {
        const string file = Header + "2024-06-11,0.11,0.53,0.98,1.78\n2024-06-12,0.11,0.53,0.98,1.78\n2024-06-13,0.010,0.053,0.097,0.177\n2024-06-14,0.010,0.052,0.094,0.175\n2024-06-17,0.10,0.51,0.93,1.74\n";

        Assert.Equal([4, 5], (await JudgeAsync(file)).Select(defect => defect.Line));
    }

    [Theory]
    [InlineData("2024-06-14,0.01,0.10,0.45,1.20")]
    [InlineData("2024-06-14,0.55,0.50,0.45,0.40")]
    [InlineData("2024-06-14,0.06,0.20,0.30,0.45")]
    public async Task Against_OneThatMovedFarInTheMonth_IsTaken(string row) =>
        await AssertTakenAsync(row, Curve(new(2024, 6, 3), (1, 0.1m), (5, 0.4m), (10, 0.8m), (20, 1.5m)));

    [Fact]
    public async Task Against_OneThatIsSaidToBeMeant_IsTakenAndTheReasonIsReported()
    {
        const string file = "date,tenor,percent,meant_reason\n2024-06-14,5,0.0052,\n2024-06-14,10,0.0094,rates of another country\n";
        using var content = new MemoryStream(Given.Utf8(file));
        var read = await CurveFile.ReadAsync(content, Given.Request(), CancellationToken.None);

        Assert.Empty(CurveScale.Against(read.Rows, []));
        Assert.Contains("2024-06-14 is taken as it stands: rates of another country", read.Notices);
        Assert.Equal([2, 3], (await JudgeAsync(file.Replace("rates of another country", " "))).Select(defect => defect.Line));
    }

    [Fact]
    public async Task Against_FractionsInAWorkbook_AreRefusedUnlessTheirFormatSaysPercent()
    {
        foreach (var (cell, refused) in new (Func<double, TestWorkbook.Cell>, int)[] { (value => TestWorkbook.Number(value), 1), (TestWorkbook.Percent, 0) })
        {
            using var content = new MemoryStream(new TestWorkbook()
                .Row("基準日", "1年", "5年", "10年")
                .Row("2024-06-14", cell(0.001), cell(0.0052), cell(0.0094))
                .ToBytes());
            var read = await CurveFile.ReadAsync(content, Given.Request(), CancellationToken.None);

            Assert.Empty(read.Defects);
            Assert.Equal(refused, CurveScale.Against(read.Rows, []).Count);
        }
    }

    private static YieldCurve Curve(DateOnly date, params (decimal Years, decimal Percent)[] points) =>
        new() { Date = date, Points = [.. points.Select(point => new CurvePoint(point.Years, point.Percent))] };

    private static async Task AssertTakenAsync(string row, params YieldCurve[] stored)
    {
        var read = await ReadAsync($"{Header}{row}\n");

        Assert.Single(read.Rows);
        Assert.Empty(CurveScale.Against(read.Rows, stored));
    }

    private static async Task<IReadOnlyList<FileDefect>> JudgeAsync(string file, params YieldCurve[] stored) =>
        CurveScale.Against((await ReadAsync(file)).Rows, stored);

    private static async Task<WholeFiles.FileReading<StatedCurve>> ReadAsync(string file)
    {
        using var content = new MemoryStream(Given.Utf8(file));
        var read = await CurveFile.ReadAsync(content, Given.Request(), CancellationToken.None);
        Assert.Empty(read.Defects);
        return read;
    }
}
