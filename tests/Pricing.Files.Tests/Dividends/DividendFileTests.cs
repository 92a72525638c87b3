using Pricing.Dividends;
using Pricing.Files.Dividends;

namespace Pricing.Files.Tests.Dividends;

public sealed class DividendFileTests
{
    private const string Header = "証券コード,配当区分,1株当たり配当金(円),うち記念配当,決算期末,基準日,権利落ち日,公表日\n";

    [Fact]
    public async Task Read_JapaneseTable_IsTheDividends()
    {
        var dividends = await ReadAsync(
            Header + "3774,中間,1750,,2013/3/31,2012/9/30,2012/9/26,2012/11/9\n3774,期末,未定,,2031/3/31,2031/3/31,,2025/5/15\n");

        Assert.Empty(dividends.Defects);
        Assert.Equal(
            new(2, "37740", DividendKind.Interim, 1750m, 0m, new(2013, 3, 31), new(2012, 9, 30), new(2012, 9, 26), new(2012, 11, 9)),
            dividends.Rows[0]);
        Assert.Equal((DividendKind.Final, null, null), (dividends.Rows[1].Kind, dividends.Rows[1].Amount, dividends.Rows[1].ExDate));
    }

    [Theory]
    [InlineData("3774,特別,10,,,2012/9/30,,2012/11/9\n", "must be one of interim, final")]
    [InlineData("3774,期末,-1,,,2012/9/30,,2012/11/9\n", "at least 0")]
    [InlineData("3774,期末,10,11,,2012/9/30,,2012/11/9\n", "larger")]
    [InlineData("3774,期末,10,,,,,2012/11/9\n", "missing")]
    [InlineData("3774,期末,10,,,2012/9/30,,2031/11/9\n", "after today")]
    [InlineData("3774,期末,10,,,2012/9/30,,2012/11/9\n3774,期末,11,,,2012/9/30,,2012/11/9\n", "differs from line 2")]
    public async Task Read_OneWrongRow_GivesNone(string rows, string reason)
    {
        var dividends = await ReadAsync(Header + rows);

        Assert.Contains(reason, Assert.Single(dividends.Defects).Failure.Reason);
        Assert.Empty(dividends.Rows);
    }

    [Theory]
    [InlineData("Code,Kind,RecordDate,AnnouncedOn,Amount\n3774,final,2024-03-31,2024-05-15,\n", null)]
    [InlineData("Code,Kind,RecordDate,AnnouncedOn,Amount\n3774,final,2024-03-31,2024-05-15\n", "it ends before Amount")]
    [InlineData("""[{"Code":"3774","Kind":"final","RecordDate":"2024-03-31","AnnouncedOn":"2024-05-15","Amount":null}]""", null)]
    [InlineData("""[{"Code":"3774","Kind":"final","RecordDate":"2023-03-31","AnnouncedOn":"2023-05-15","Amount":1},{"Code":"3774","Kind":"final","RecordDate":"2024-03-31","AnnouncedOn":"2024-05-15"}]""", "lacks Amount; where there is no figure, write the name with null")]
    public async Task Read_RowWithoutTheFieldOfItsAmount_IsNotOneThatIsUndecided(string text, string? reason)
    {
        var dividends = await ReadAsync(text);

        Assert.Equal(reason is null, dividends.IsTaken);
        Assert.All(dividends.Defects, defect => Assert.Contains(reason!, defect.Failure.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_RowsWrongInThemselvesAndBesideOthers_AreAllNamedWithTheFieldThatDiffers()
    {
        var dividends = await ReadAsync(
            Header + "3774,期末,10,,,2012/9/30,,2012/11/9\n3774,期末,abc,,,2011/9/30,,2011/11/9\n3774,期末,10,2.50,,2012/9/30,,2012/11/9\n");

        Assert.Equal(["3 Amount=abc", "4 CommemorativePart=2.5"], dividends.Defects.Select(defect => $"{defect.Line} {defect.Failure.Field}={defect.Failure.Value}"));
        Assert.Contains("differs from line 2, where 0 stands for the same dividend of the same announcement", dividends.Defects[1].Failure.Reason, StringComparison.Ordinal);
        Assert.Empty(dividends.Rows);
    }

    [Theory]
    [InlineData("final,10,2024-03-31,2024-03-31,2024-04-01", "ExDate", "is after the record date 2024-03-31")]
    [InlineData("final,10,2024-03-31,2024-03-31,2023-03-28", "ExDate", "is more than 15 days before the record date 2024-03-31")]
    [InlineData("interim,10,2024-03-31,2024-09-30,", "RecordDate", "is after the end of the fiscal year 2024-03-31, and the dividend is an interim one")]
    [InlineData("final,10,2024-03-31,2023-09-30,", "RecordDate", "is more than 3 months before the end of the fiscal year 2024-03-31")]
    [InlineData("final,10,2024-03-31,2025-03-31,", "RecordDate", "is more than 6 months after the end of the fiscal year 2024-03-31")]
    [InlineData("interim,10,2025-03-31,2023-09-30,", "RecordDate", "is more than a year before the end of the fiscal year 2025-03-31")]
    public async Task Dates_ThatContradictEachOther_AreRefusedWithBoth(string row, string field, string reason)
    {
        var dividends = await ReadAsync($"Code,Kind,Amount,FiscalYearEnd,RecordDate,ExDate,AnnouncedOn\n3774,{row},2024-05-15\n");

        var failure = Assert.Single(dividends.Defects).Failure;
        Assert.Equal(field, failure.Field);
        Assert.StartsWith(reason, failure.Reason, StringComparison.Ordinal);
    }

    // The calendar of the exchange does not reach 1949.
    [Theory]
    [InlineData("10", "1949-03-31", "ExDate")]
    [InlineData("0", "1949-03-31", null)]
    [InlineData("10", "2024-03-31", null)]
    public async Task ExDate_NeitherStatedNorDerived_IsRefused(string amount, string record, string? expected)
    {
        var dividends = await ReadAsync($"Code,Kind,Amount,RecordDate,AnnouncedOn\n3774,final,{amount},{record},2024-05-15\n");

        Assert.Equal(expected, dividends.Defects.SingleOrDefault()?.Failure.Field);
    }

    [Theory]
    [InlineData("2024-03-28", 0)]
    [InlineData("2024-03-27", 1)]
    public async Task ExDate_OfAnotherRule_IsTakenAndSaid(string exDate, int notices)
    {
        var dividends = await ReadAsync($"Code,Kind,Amount,RecordDate,ExDate,AnnouncedOn\n3774,final,10,2024-03-31,{exDate},2024-05-15\n");

        Assert.Single(dividends.Rows);
        Assert.Equal(notices, dividends.Notices.Count(notice => notice.Contains("2024-03-31 has the ex-date 2024-03-28", StringComparison.Ordinal)));
    }

    private static async Task<WholeFiles.FileReading<DividendRow>> ReadAsync(string text)
    {
        using var content = new MemoryStream(Given.Utf8(text));
        return await DividendFile.ReadAsync(content, Given.Request(), CancellationToken.None);
    }
}
