using Pricing.Files.Schemas;

namespace Pricing.Files.Tests.Headers;

public sealed class HeaderTests
{
    private const string Prices = "Date,Close\n2024-05-01,3505\n";
    private const string Sentence = "本表は当社が取引所の公表する資料から作成した終値の一覧であり、権利落ちの修正をしていない。";
    private const string LongTitle = Sentence + Sentence + Sentence + Sentence + Sentence + Sentence;

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public async Task Header_InTheFirstTenRows_IsFoundAndWhatStandsAboveIsReported(int above)
    {
        var lines = string.Concat(Enumerable.Range(1, above).Select(i => $"note {i}\n"));

        var table = await Given.ReadAsync(lines + Prices);

        Assert.Equal(FileKind.Prices, table.Kind);
        Assert.Equal(above + 2, Assert.Single(table.Rows).Line);
        Assert.Equal(above, table.Notices.Count(notice => notice.Contains("above the header", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Header_InTheEleventhRow_IsNotFound() =>
        Assert.Single((await Given.ReadAsync(string.Concat(Enumerable.Repeat("note\n", 10)) + Prices)).Defects);

    [Theory]
    [InlineData("sep=;\nDate;Close\n2024-05-01;3505\n")]
    [InlineData("sep=,\r\nDate,Close\r\n2024-05-01,3505\r\n")]
    public async Task Header_BelowASeparatorLine_IsFound(string text)
    {
        var table = await Given.ReadAsync(text);

        Assert.Equal("3505", Assert.Single(table.Rows).Fields["Close"]);
        Assert.Empty(table.Notices);
    }

    [Theory]
    [InlineData("Date,Close,Amount,RecordDate\n", "Prices, Dividends")]
    [InlineData("date,tenor,percent,close\n", "Prices, Curves")]
    public async Task Header_OfSeveralKinds_IsRefusedWithTheCandidates(string header, string candidates) =>
        Assert.Contains(candidates, Assert.Single((await Given.ReadAsync(header)).Defects).Failure.Reason);

    [Fact]
    public async Task Header_OfSeveralKinds_SaysWhichWordsToWrite() =>
        Assert.Contains("state the kind: --kind prices or --kind dividends", Assert.Single((await Given.ReadAsync("Date,Close,Amount,RecordDate\n")).Defects).Failure.Reason);

    [Theory]
    [InlineData("日付,証券コード,終値,分割比率")]
    [InlineData("日付,証券コード,終値(円),分割比率")]
    [InlineData("日付,証券コード,終値（円）,分割比率")]
    [InlineData("日付,証券コード,終 値,分割比率")]
    [InlineData("日付,証券コード,終　値【単位：円】,分割比率")]
    public async Task Header_WithACloseInAnySpellingAndARatio_IsOneOfPrices(string header)
    {
        var table = await Given.ReadAsync($"{header}\n2024/5/1,4999,3505,\n");

        Assert.Empty(table.Defects);
        Assert.Equal((FileKind.Prices, "3505"), (table.Kind, Assert.Single(table.Rows).Fields["Close"]));
    }

    [Theory]
    [InlineData("日付,証券コード,終値(千円),分割比率", "multiplies")]
    [InlineData("日付,証券コード,調整後終値,分割比率", "the header lacks Close / 終値; an adjusted close is never taken for the close")]
    [InlineData("日付,証券コード,調整後終値（円）,分割比率", "an adjusted close is never taken for the close")]
    [InlineData("日付,証券コード,終値(調整後),分割比率", "an adjusted close is never taken for the close")]
    [InlineData("Date,Code,AdjustmentClose,分割比率", "an adjusted close is never taken for the close")]
    public async Task Header_WithAnotherCloseAndARatio_IsRefusedForTheClose(string header, string reason) =>
        Assert.Contains(reason, Assert.Single((await Given.ReadAsync($"{header}\n2024/5/1,4999,3505,\n")).Defects).Failure.Reason);

    [Fact]
    public async Task Header_OfSeveralKindsWithTheKindStated_IsRead()
    {
        var table = await Given.ReadAsync("Date,Close,Amount,RecordDate\n2024-05-01,1,2,2024-03-31\n", Given.Request(FileKind.Prices));

        Assert.Empty(table.Defects);
    }

    [Theory]
    [InlineData("issuer,grant_id,date,kind,rights\n", "lacks reference")]
    [InlineData("発行会社,新株予約権番号,発生日,事由,個数\n", "the header of Events lacks reference / 根拠資料")]
    [InlineData("発行会社,新株予約権番号,発生日,事由,個数,根拠資斜\n", "lacks reference / 根拠資料; 根拠資斜 is no known name, the nearest one is reference / 根拠資料")]
    [InlineData("issuer,grant_id,date,kind,rights,referense\n", "lacks reference; referense is no known name, the nearest one is reference")]
    [InlineData("Date,Open,Adj Close\n2024-05-01,1,2\n", "adjusted close is never")]
    [InlineData("id,S,X,T,sigma,q,r,policy,shares,currency\na,1,1,1,0.5,0,0,continuous,1,JPY\n", "rows for the command price")]
    [InlineData("a,b\n1,2\n", "none of the first 10 rows")]
    [InlineData("", "empty")]
    [InlineData("\n\n \n", "empty")]
    public async Task Header_ThatLacksAColumn_IsRefusedOnce(string text, string reason) =>
        Assert.Contains(reason, Assert.Single((await Given.ReadAsync(text)).Defects).Failure.Reason);

    [Theory]
    [InlineData("issuer,grant_id,date,kind,rights,reference,holdr\n", "nearest one is holder")]
    [InlineData("発行会社,新株予約権番号,発生日,事由,個数,根拠資料,保有者番後\n", "nearest one is holder / 保有者番号")]
    [InlineData("issuer,grant_id,date,kind,rights,reference,colour\n", "is no column of Events")]
    [InlineData("issuer,grant_id,date,kind,rights,reference,Grant Id\n", "names grant_id twice")]
    [InlineData("issuer,grant_id,date,kind,rights,reference,新株予約権番号\n", "names grant_id twice")]
    [InlineData("Date,Close,終値\n", "names Close twice")]
    [InlineData("Date,Price,PRICE\n", "names Close twice: Price in column 2 (B), PRICE in column 3 (C); keep one")]
    [InlineData("Date,Close,Closing price\n", "resembles")]
    [InlineData("Date,Close,AdjFacter\n", "resembles")]
    [InlineData("Date,Close,ISIN code\n", "resembles")]
    [InlineData("Date,Close,終値(調整後)\n", "resembles")]
    [InlineData("Date,終値(千円)\n", "multiplies")]
    [InlineData("Date,終値(%)\n", "percent")]
    [InlineData("Date,終値(月)\n", "the unit in its name is 月; 円 is wanted here")]
    [InlineData("Date,終値(ドル)\n", "the unit in its name is ドル; 円 is wanted here")]
    [InlineData("Date,Close (USD)\n", "the unit in its name is usd; 円 is wanted here")]
    [InlineData("Date,終値(千円/株)\n", "multiplies")]
    [InlineData("Date,終値(円/個)\n", "the unit in its name is 円/個; 円/株 is wanted here")]
    [InlineData("Date,終値,調整係数(円)\n", "the unit in its name is 円; a number without a unit is wanted here")]
    [InlineData("証券コード,配当区分,1株当たり配当金(ドル),基準日,公表日\n", "the unit in its name is ドル; 円 is wanted here")]
    [InlineData("証券コード,種別,比率(円)\n", "the unit in its name is 円; 倍 is wanted here")]
    [InlineData("基準日,年限(月),利回り\n", "the unit in its name is 月; 年 is wanted here")]
    [InlineData("発行会社,新株予約権番号,発生日,事由,個数(株),根拠資料\n", "the unit in its name is 株; 個 is wanted here")]
    [InlineData("発行会社,新株予約権番号,発生日,事由,個数,根拠資料,帳簿価額(円/個)\n", "the unit in its name is 円/個; 円 is wanted here")]
    [InlineData("発行会社,新株予約権番号,保有者番号,対象者区分,個数(名)\n", "the unit in its name is 名; 個 is wanted here")]
    [InlineData("基準日,1年,1Y\n", "tenor twice")]
    public async Task Header_WithOneMistake_IsRefusedOnce(string header, string reason) =>
        Assert.Contains(reason, Assert.Single((await Given.ReadAsync(header)).Defects).Failure.Reason);

    [Theory]
    [InlineData("予想残存期間(月)", "the unit in its name is 月; 年 is wanted here")]
    [InlineData("予想残存期間（ヶ月）", "the unit in its name is ヶ月; 年 is wanted here")]
    [InlineData("予想残存期間[日]", "the unit in its name is 日; 年 is wanted here")]
    [InlineData("expected_remaining_years (months)", "the unit in its name is months; 年 is wanted here")]
    [InlineData("予想残存期間【単位：月】", "the unit in its name is 月; 年 is wanted here")]
    [InlineData("行使価額(円/個)", "the unit in its name is 円/個; 円/株 is wanted here")]
    [InlineData("行使価額(千円/株)", "multiplies")]
    [InlineData("新株予約権の総数(株)", "the unit in its name is 株; 個 is wanted here")]
    [InlineData("割当個数(名)", "the unit in its name is 名; 個 is wanted here")]
    [InlineData("割当個数(個/名)", "the unit in its name is 個/名; 個 is wanted here")]
    [InlineData("付与株式数(円)", "the unit in its name is 円; 株 is wanted here")]
    [InlineData("無リスク利子率(円)", "the unit in its name is 円; a number without a unit is wanted here")]
    public async Task Header_OfGrantsWithTheUnitOfSomethingElse_IsRefused(string column, string reason)
    {
        var (table, asJson) = (await Given.ReadAsync(Grants(column) + "\n"), await Given.ReadAsync($"{{{string.Join(",", Grants(column).Split(',').Select(name => $"\"{name}\":\"1\""))}}}"));

        Assert.Contains(reason, Assert.Single(table.Defects).Failure.Reason, StringComparison.Ordinal);
        Assert.Contains(reason, Assert.Single(Assert.Single(asJson.Rows).Failures).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("行使価額(円)")]
    [InlineData("行使価額（円/株）")]
    [InlineData("行使価額(USD)")]
    [InlineData("付与株式数(株/個)")]
    [InlineData("割当個数(単位：個)")]
    [InlineData("予想残存期間(years)")]
    [InlineData("無リスク利子率(%/年)")]
    public async Task Header_OfGrantsWithTheUnitOfItsColumn_IsRead(string column) =>
        Assert.Empty((await Given.ReadAsync(Grants(column) + "\n")).Defects);

    [Theory]
    [InlineData("終値一覧（単位：千円）", "千円")]
    [InlineData("単位:百万円、%", "百万円")]
    [InlineData("（金額は千円単位）", "千円")]
    [InlineData("Closes (in thousands of yen)", "thousands")]
    [InlineData("（単位：ドル）", "ドル")]
    [InlineData(LongTitle + "（単位：千円）", "千円")]
    [InlineData("終値一覧,単位：,千円", "千円")]
    public async Task Line_AboveTheHeaderWithAUnitThatMultipliesOrIsNoYen_IsRefused(string line, string unit)
    {
        var defect = Assert.Single((await Given.ReadAsync($"{line}\n日付,終値\n2024/5/1,3.505\n")).Defects);

        Assert.Equal((1, unit), (defect.Line, defect.Failure.Value));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(12_000)]
    public async Task Line_AboveTheHeaderWithAUnitAfterAVeryLongCell_IsRefused(int length)
    {
        var defect = Assert.Single((await Given.ReadAsync($"{new string('x', length)},（単位：千円）\n日付,終値\n2024/5/1,3.505\n")).Defects);

        Assert.Equal((1, "千円"), (defect.Line, defect.Failure.Value));
    }

    [Theory]
    [InlineData("（単位：円、千株）")]
    [InlineData("単位：円")]
    [InlineData("千円札の会社")]
    public async Task Line_AboveTheHeaderWithAnyOtherUnit_IsPassedOver(string line) =>
        Assert.Empty((await Given.ReadAsync($"{line}\n日付,終値,出来高\n2024/5/1,3505,12\n")).Defects);

    [Fact]
    public async Task Line_AboveGrantsThatStateTheirCurrencyWithDollars_IsPassedOver() =>
        Assert.Empty((await Given.ReadAsync($"（単位：ドル）\n{Grants("割当個数(個)")}\n")).Defects);

    [Fact]
    public async Task Line_AboveGrantsThatCountsInThousandsOfShares_IsRefused() =>
        Assert.Equal("千株", Assert.Single((await Given.ReadAsync($"（単位：千株）\n{Grants("割当個数(個)")}\n")).Defects).Failure.Value);

    [Theory]
    [InlineData("日付;証券コード;終値\n", FileKind.Dividends, "the header is one of Prices, not of Dividends; take reads such a file with --kind prices or without a kind")]
    [InlineData("title\nDate,Close\n", FileKind.Grants, "one of Prices, not of Grants")]
    [InlineData("issuer,grant_id,date,kind,rights,reference\n", FileKind.Holders, "one of Events, not of Holders")]
    [InlineData("kind,ratio\n", FileKind.Prices, "one of CorporateActions, not of Prices; take reads such a file with --kind actions")]
    public async Task Header_OfAnotherKindThanStated_SaysWhichItIs(string text, FileKind stated, string reason) =>
        Assert.Contains(reason, Assert.Single((await Given.ReadAsync(text, Given.Request(stated))).Defects).Failure.Reason);

    [Fact]
    public async Task Header_OfAMarketFile_ListsWhatIsNotUsed()
    {
        var table = await Given.ReadAsync("日付,始値,終値(円),前日比,メモ\n2024/5/1,1,3505,2,x\n");

        Assert.Empty(table.Defects);
        Assert.Equal("not used: 始値, 前日比, メモ", Assert.Single(table.Notices));
    }

    [Fact]
    public async Task Header_OfRowsToBeValued_PassesOverWhatItDoesNotKnow()
    {
        var table = await Given.ReadAsync(
            "id,S,X,T,sigma,q,r,policy,shares,currency,code\na,1,1,1,0.5,0,0,continuous,1,JPY,3774\n", Given.Request(FileKind.Valuations));

        Assert.Empty(table.Defects);
        Assert.Equal("not used: code", Assert.Single(table.Notices));
    }

    [Fact]
    public async Task Header_PriceBesideClose_IsNotTheClose()
    {
        var both = await Given.ReadAsync("Date,Price,Close\n2024-05-01,1,2\n");
        var alone = await Given.ReadAsync("Date,Price\n2024-05-01,1\n");

        Assert.Equal(("2", "1"), (both.Rows[0].Fields["Close"], alone.Rows[0].Fields["Close"]));
    }

    [Fact]
    public async Task Header_ThatAHostDoesNotTakeIn_IsRefused()
    {
        var table = await Given.ReadAsync(
            "issuer,grant_id,date,kind,rights,reference,heir\n", Given.Request() with { NotTaken = ["heir"] });

        Assert.Contains("not taken in yet", Assert.Single(table.Defects).Failure.Reason);
    }

    [Theory]
    [InlineData("Date,Close,,\n2024-05-01,3505,,\n", null)]
    [InlineData("Date,Close,,\n2024-05-01,3505,,x\n", "column 4 (D)")]
    [InlineData("Date,Close,,\n2024-05-01,1,001.9,\n", "column 3 (C)")]
    [InlineData("Date,Close\n2024-05-01,3505,,\n", null)]
    [InlineData("Date,Close\n2024-05-01,1,001.9\n", "row")]
    public async Task Columns_WithoutANameOrBeyondTheHeader_ArePassedOverWhereTheyAreEmpty(string text, string? field)
    {
        var row = Assert.Single((await Given.ReadAsync(text)).Rows);

        Assert.Equal(field, row.Failures.SingleOrDefault()?.Field);
    }

    [Fact]
    public async Task Rows_WithoutContent_ArePassedOver()
    {
        var table = await Given.ReadAsync("Date,Close,Volume\n\n,,\n2024-05-01,3505,\n , ,\n");

        Assert.Equal(4, Assert.Single(table.Rows).Line);
    }

    [Fact]
    public async Task Rows_OfABatchThatAreCutOff_AreRefused()
    {
        var table = await Given.ReadAsync("issuer,grant_id,date,kind,rights,reference\nACME,G1,2024-05-01\n");

        Assert.Equal("row", Assert.Single(Assert.Single(table.Rows).Failures).Field);
    }

    /// <summary>The header of grants with one column under another name; the others keep theirs.</summary>
    private static string Grants(string column)
    {
        string[] names =
        [
            "発行会社", "新株予約権番号", "証券コード", "通貨", "割当日", "行使期間開始日", "行使期間終了日", "行使価額", "付与株式数", "新株予約権の総数", "割当個数",
            "算定ルール", "予想残存期間",
        ];
        var name = column.StartsWith("expected", StringComparison.Ordinal) ? "予想残存期間" : column[..column.AsSpan().IndexOfAny("(（[【")];
        return names.Contains(name) ? string.Join(',', names).Replace(name, column, StringComparison.Ordinal) : string.Join(',', [.. names, column]);
    }
}
