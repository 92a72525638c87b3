using System.Globalization;
using Pricing.Calendars;
using Pricing.Files.Prices;

namespace Pricing.Files.Tests.Prices;

public sealed class PriceFileTests
{
    private static readonly DateOnly ExDate = new(2024, 6, 27);

    [Theory]
    [InlineData("2026-01-15", true)]
    [InlineData("2026-01-16", false)]
    [InlineData("2031-07-11", false)]
    public async Task Date_AfterTodayInJapan_RefusesTheFile(string date, bool isTaken)
    {
        var prices = await Given.PricesAsync($"Date,Close\n2024-05-01,3505\n{date},3505\n");

        Assert.Equal(isTaken, prices.IsTaken);
        Assert.Equal(isTaken ? 2 : 0, prices.Rows.Count);
        Assert.Equal(isTaken ? [] : [3], prices.Defects.Select(defect => defect.Line));
    }

    [Fact]
    public async Task Read_MoreRowsThanAreHeldInMemory_AreRefusedAndNoneIsKept()
    {
        var prices = await Given.PricesAsync($"Date,Close\n{string.Concat(Enumerable.Repeat("2024-05-01,1\n", 2_000_010))}");

        Assert.Equal("FeedMalformed file=: has more than 2000000 rows, which is the most; split it by share or by year", Assert.Single(prices.Defects).ToString());
        Assert.Equal((2_000_001, 0, 0), (prices.RowCount, prices.Rows.Count, prices.Readable.Count));
    }

    [Fact]
    public async Task Read_RowsWrongInThemselvesAndBesideOthers_AreAllNamed()
    {
        var prices = await Given.PricesAsync("Date,Close\n2024-05-01,3505\n2024-05-02,abc\n2024-05-01,3506\n2024-05-07,-1\n");

        Assert.Equal(["3 abc", "4 3506", "5 -1"], prices.Defects.Select(defect => $"{defect.Line} {defect.Failure.Value}"));
        Assert.Empty(prices.Rows);
    }

    [Fact]
    public async Task Read_FileThatNamesNoShare_SaysNothingOfTwoClosesOfADate()
    {
        var prices = await Given.PricesAsync("Date,Close\n2024-05-01,3505\n2024-05-02,3505\n2024-05-02,801\n", code: null);

        Assert.Equal("Code", Assert.Single(prices.Defects).Failure.Field);
    }

    [Theory]
    [InlineData("AdjustmentFactor", "0.666667", "1.5")]
    [InlineData("AdjFactor", "0.666667", "1.5")]
    [InlineData("調整係数", "2/3", "1.5")]
    [InlineData("SplitFactor", "1.5", "1.5")]
    [InlineData("分割比率", "1:1.5", "1.5")]
    [InlineData("Stock Splits", "1.5", "1.5")]
    [InlineData("SplitFactor", "0.333333", "1/3")]
    [InlineData("SplitFactor", "0.3333333333333333", "1/3")]
    [InlineData("AdjFactor", "3", "1/3")]
    [InlineData("SplitFactor", "3株を1株", "1/3")]
    [InlineData("SplitFactor", "200", "200")]
    [InlineData("SplitFactor", "1.1", "1.1")]
    public async Task Split_InAnyColumnAndForm_IsTheSameRatio(string column, string written, string ratio)
    {
        var prices = await Given.PricesAsync(History(column, written, jump: Number(ratio)));

        Assert.Empty(prices.Defects);
        var row = Assert.Single(prices.Rows, row => row.NewPerOld is not null);
        Assert.Equal((ExDate, ratio), (row.Date, row.NewPerOld!.Value.ToString()));
    }

    [Theory]
    [InlineData("SplitFactor", "2", 1.0, "take the raw closes")]
    [InlineData("SplitFactor", "1.1", 1.0, "take the raw closes")]
    [InlineData("AdjFactor", "0.5", 1.0, "take the raw closes")]
    [InlineData("Stock Splits", "2.0", 1.0, "take the raw closes")]
    [InlineData("SplitFactor", "0.5", 2.0, "turn the factor round")]
    [InlineData("AdjFactor", "2", 2.0, "turn the factor round")]
    [InlineData("SplitFactor", "2", 10.0, "another ratio")]
    public async Task Split_ThatTheClosesDoNotShow_RefusesTheFileWithItsDate(string column, string written, double jump, string reason)
    {
        var prices = await Given.PricesAsync(History(column, written, jump));

        var failure = Assert.Single(prices.Defects).Failure;
        Assert.Equal(ReasonCode.SuspectPrice, failure.Code);
        Assert.Contains("2024-06-27", failure.Reason);
        Assert.Contains(reason, failure.Reason);
        Assert.Empty(prices.Rows);
    }

    [Fact]
    public async Task Split_SmallerThanAnOrdinaryDay_IsTakenAndSaid()
    {
        var prices = await Given.PricesAsync(History("SplitFactor", "101:102", jump: 1.0));

        Assert.True(prices.IsTaken);
        Assert.Contains(prices.Notices, notice => notice.Contains("too small", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Stock Splits", false)]
    [InlineData("SplitFactor", true)]
    public async Task Split_OnTheFirstRow_IsBelievedOfSourcesThatDoNotAdjust(string column, bool isTaken)
    {
        var prices = await Given.PricesAsync($"Date,Close,{column}\n2024-06-27,3505,2\n2024-06-28,3500,\n");

        Assert.Equal(isTaken, prices.IsTaken);
    }

    [Fact]
    public async Task Split_OnADayWithoutATrade_IsJudgedByTheNextClose()
    {
        var prices = await Given.PricesAsync("Date,Close,SplitFactor\n2024-06-26,3000,\n2024-06-27,,2\n2024-06-28,1510,\n");

        Assert.Empty(prices.Defects);
        Assert.Null(prices.Rows[1].Close);
    }

    [Theory]
    [InlineData("Date,Close,SplitFactor,AdjFactor\n2024-06-26,3000,,1.0\n2024-06-27,1500,2,0.5\n", true)]
    [InlineData("Date,Close,SplitFactor,AdjFactor\n2024-06-26,3000,,1.0\n2024-06-27,1500,2,0.4\n", false)]
    [InlineData("Date,Close,SplitFactor\n2024-06-29,3000,2\n", false)]
    public async Task Split_ThatContradictsItselfOrTheCalendar_RefusesTheFile(string text, bool isTaken) =>
        Assert.Equal(isTaken, (await Given.PricesAsync(text)).IsTaken);

    [Fact]
    public async Task Against_SplitsKnownFromElsewhere_FindsAdjustedCloses()
    {
        var adjusted = await Given.PricesAsync(History("Volume", "1", jump: 1.0));
        var raw = await Given.PricesAsync(History("Volume", "1", jump: 2.0));
        KnownSplit[] splits = [new("37740", ExDate, 2m), new("94330", ExDate, 2m)];

        Assert.Contains("2024-06-27", Assert.Single(SplitCheck.Against(adjusted.Rows, splits, [])).Failure.Reason);
        Assert.Empty(SplitCheck.Against(raw.Rows, splits, []));
    }

    [Fact]
    public async Task Date_WithTwoCloses_RefusesTheFileWithBothLines()
    {
        var prices = await Given.PricesAsync("Date,Close\n2024-05-01,3505\n2024-05-02,3500\n2024-05-01,3506\n");

        var defect = Assert.Single(prices.Defects);
        Assert.Equal((4, ReasonCode.ConflictingData), (defect.Line, defect.Failure.Code));
        Assert.Contains("line 2", defect.Failure.Reason);
    }

    [Fact]
    public async Task Date_WithTheSameCloseTwice_CountsOnce()
    {
        var prices = await Given.PricesAsync("Date,Close\n2024-05-01,3505.0\n2024-05-02,3500\n2024/5/1,3505\n");

        Assert.Equal(["3505", "3500"], prices.Rows.Select(row => row.Close!.Value.ToString(CultureInfo.InvariantCulture)));
        Assert.Contains(prices.Notices, notice => notice.Contains("1 row that repeats", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Shares_InACodeColumn_AreParted()
    {
        var prices = await Given.PricesAsync("Date,Ticker,Close\n2024-05-01,3774.T,3505\n2024-05-01,9433.T,4400\n", code: null);

        Assert.Equal(["37740", "94330"], prices.Rows.Select(row => row.Code));
    }

    [Theory]
    [InlineData("Date,Close,Stock\n2024-05-01,3505,3774\n2024-05-02,4400,9433\n", "3774", "several shares")]
    [InlineData("Date,Close,Code\n2024-05-01,3505,9433\n", "3774", "another share")]
    [InlineData("Date,Close,Code\n2024-05-01,3505,\n", null, "no share is named")]
    [InlineData("Date,Close\n2024-05-01,3505\n2024-05-02,3505\n", null, "no share is named")]
    [InlineData("Date,Close,Code\n2024-05-01,3505,AAPL\n", null, "Tokyo code")]
    [InlineData("Date,Close\n2024-05-01,3505\n", "AAPL", "Tokyo code")]
    public async Task Shares_ThatAreNotClear_RefuseTheFile(string text, string? code, string reason) =>
        Assert.Contains(reason, Assert.Single((await Given.PricesAsync(text, code)).Defects).Failure.Reason);

    [Theory]
    [InlineData("""[{"Date":"2024-05-01","Close":3505,"Stock":"3774"},{"Date":"2024-05-02","Close":4400,"Stock":"9433"}]""", "several shares")]
    [InlineData("""[{"Date":"2024-05-01","Close":3505},{"Date":"2024-05-02","Close":4400,"Stock":3774},{"Date":"2024-05-07","Close":4400,"Stock":9433}]""", "several shares")]
    [InlineData("""[{"Date":"2024-05-01","Close":3505,"Code":"3774"},{"Date":"2024-05-02","Close":4400,"Code":"9433"}]""", "another share")]
    [InlineData("{\"Date\":\"2024-05-01\",\"Close\":3505,\"銘柄\":\"3774\"}\n{\"Date\":\"2024-05-02\",\"Close\":4400,\"銘柄\":\"9433\"}\n", "resembles|several shares")]
    public async Task Shares_InJsonThatAreNotClear_RefuseTheFile(string text, string reasons)
    {
        var defects = (await Given.PricesAsync(text)).Defects;

        Assert.NotEmpty(defects);
        Assert.Contains(reasons.Split('|'), reason => defects.Any(defect => defect.Failure.Reason.Contains(reason, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Shares_InACodeOfJson_AreParted()
    {
        var prices = await Given.PricesAsync("""[{"Date":"2024-05-01","Close":3505,"Code":"3774"},{"Date":"2024-05-01","Close":4400,"Code":"94330"}]""", code: null);

        Assert.Equal([("37740", 3505m), ("94330", 4400m)], prices.Rows.Select(row => (row.Code, row.Close!.Value)));
    }

    [Theory]
    [InlineData("Adj Close")]
    [InlineData("AdjC")]
    [InlineData("AdjustmentClose")]
    [InlineData("調整後終値")]
    [InlineData("終値調整値")]
    [InlineData("修正後終値")]
    public async Task Close_ThatIsAdjusted_IsNeverTheClose(string name)
    {
        var alone = await Given.PricesAsync($"Date,{name}\n2024-05-01,1752\n");
        var beside = await Given.PricesAsync($"Date,{name},Close\n2024-05-01,1752,3505\n");

        Assert.Contains("lacks Close", Assert.Single(alone.Defects).Failure.Reason, StringComparison.Ordinal);
        Assert.Equal(3505m, Assert.Single(beside.Rows).Close);
    }

    [Fact]
    public async Task Layouts_OfKnownSources_AreRead()
    {
        string[] layouts =
        [
            "Date,Open,High,Low,Close,Volume,Dividends,Stock Splits\n2024-05-01 00:00:00+09:00,1,2,1,3505,1200000,0.0,0.0\n",
            "Price,Close,High,Low,Open,Volume\nTicker,3774.T,3774.T,3774.T,3774.T,3774.T\nDate,,,,,\n2024-05-01,3505,1,1,1,1200000\n",
            "\uFEFF\"Date\",\"Price\",\"Open\",\"High\",\"Low\",\"Vol.\",\"Change %\"\n\"May 01, 2024\",\"3,505.0\",\"1\",\"1\",\"1\",\"1.20M\",\"0.29%\"\n",
            "Code,Date,Open,High,Low,Close,Volume,TurnoverValue,AdjustmentFactor,AdjustmentClose\n37740,2024-05-01,1,1,1,3505,1200000,1,1.0,0\n",
            "Date,Code,O,H,L,C,Vo,Va,AdjFactor,AdjC\n2024-05-01,37740,1,1,1,3505,1200000,1,1.0,1\n",
            "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\n3774.T,D,20240501,000000,1,1,1,3505,1200000,0\n",
            "Data,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie,Wolumen\n2024-05-01,1,1,1,3505,1200000\n",
            "3774 架空商事 東証プライム\n日付,始値,高値,安値,終値,出来高,終値調整値\n2024-05-01,1,1,1,3505,1200000,1752\n",
        ];
        foreach (var layout in layouts)
        {
            var prices = await Given.PricesAsync(layout, layout.Contains("3774.T", StringComparison.Ordinal) ? null : "3774");

            Assert.Empty(prices.Defects.Select(defect => $"{layout}: {defect}"));
            Assert.Equal(("37740", new DateOnly(2024, 5, 1), 3505m, 1_200_000m), Assert.Single(
                prices.Rows.Select(row => (row.Code, row.Date, row.Close!.Value, row.Volume!.Value))));
        }
    }

    [Fact]
    public async Task Rows_ThatAreWrong_AreAllNamedAndNoneIsTaken()
    {
        var lines = string.Concat(Enumerable.Range(0, 150).Select(_ => "x,1\n"));

        var prices = await Given.PricesAsync($"Date,Close\n2024-05-01,3505\n{lines}");

        Assert.Equal((150, 100, 151), (prices.DefectCount, prices.Defects.Count, prices.RowCount));
        Assert.Empty(prices.Rows);
        Assert.Equal(3, prices.Defects[0].Line);
    }

    [Fact]
    public async Task Rows_OfDaysWithoutASession_AreLeftOutAndCounted()
    {
        var prices = await Given.PricesAsync("Date,Close\n2024-05-03,3505\n2024-05-07,3500\n");

        Assert.Equal(new DateOnly(2024, 5, 7), Assert.Single(prices.Rows).Date);
        Assert.Contains("1 row of a day without a session", Assert.Single(prices.Notices));
    }

    [Fact]
    public async Task Read_RowsThatAreLeftOut_AreSaidWithTheFirstAndTheLast()
    {
        var file = await Given.PricesAsync(
            "Date,Close\n2013-07-05,1\n2013-07-06,1\n2013-07-08,2\n2013-07-13,2\n2013-07-15,2\n2013-07-05,1\n2013-07-08,2\n2013-07-16,2\n");

        Assert.Equal(
            [
                "3 rows, each of a day without a session, are left out: from line 3, 2013-07-06 to line 6, 2013-07-15",
                "2 rows, each that repeats a row above, are left out: from line 7, 2013-07-05 to line 8, 2013-07-08",
                "3774: no row of 4 sessions between 2013-07-05 and 2013-07-16 (2013-07-09 to 2013-07-12): add what is missing; a day without a trade has a row without a close",
            ],
            file.Notices);
    }

    // Sixty sessions of about one percent a day, whose level falls by the jump on the ex-date.
    private static string History(string column, string atExDate, double jump)
    {
        var random = new Random(7);
        var level = 30_000.0;
        var rows = new List<string> { $"Date,Close,{column}" };
        foreach (var day in TokyoCalendar.Sessions(new(new(2024, 5, 1), new(2024, 7, 31))))
        {
            level *= Math.Exp(0.02 * (random.NextDouble() - 0.5));
            var close = Math.Round(day >= ExDate ? level / jump : level);
            rows.Add(string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd},{close},{(day == ExDate ? atExDate : "")}"));
        }

        return string.Join('\n', rows) + "\n";
    }

    private static double Number(string ratio) => ratio.Split('/') is [var over, var under]
        ? double.Parse(over, CultureInfo.InvariantCulture) / double.Parse(under, CultureInfo.InvariantCulture)
        : double.Parse(ratio, CultureInfo.InvariantCulture);
}
