using System.Globalization;
using System.Text;
using Pricing.Files.Curves;
using Pricing.Rates;

namespace Pricing.Files.Tests.Curves;

public sealed class CurveFileTests
{
    private const string Rows = "H25.7.10,0.111,0.777,-\r\nH25.7.11,-0.105,0.818,1.234\r\n";

    public static TheoryData<string, string> Files => new()
    {
        { "Japanese history", $"国債金利情報,,,(単位 : %)\r\n基準日,1年,10年,40年\r\n{Rows}" },
        { "Japanese current month", $"国債金利情報 (平成25年7月),,,(単位 : %)\r\n基準日,1年,10年,40年\r\n{Rows},,,\r\n※注記,,,\r\n" },
        { "English history", $"Interest Rate,,,(Unit : %)\r\nDate,1Y,10Y,40Y\r\n{Rows.Replace("H25.7.", "2013/7/")}" },
        { "English current month", $"Interest Rate (July 2013),,,(Unit : %)\r\nDate,1Y,10Y,40Y\r\n{Rows.Replace("H25.7.", "2013/7/")},,,\r\nNote: latest,,,\r\n" },
        { "eras in full", $"基準日,1年,10年,40年\r\n{Rows.Replace("H25.7.10", "平成25年7月10日").Replace("H25.7.11", "平成25年7月11日")}" },
        { "wide with units", $"日付,1年(%),10年(%),40年(%)\r\n{Rows}" },
        { "long", "date,tenor,percent\n2013-07-10,1,0.111\n2013-07-10,10Y,0.777\n2013-07-10,40Y,-\n2013-07-11,1年,-0.105\n2013-07-11,10,0.818 %\n2013-07-11,40,1.234\n" },
        { "long Japanese", "基準日,年限,利回り（％）\n2013/7/11,10年,0.818\n2013/7/11,1年,-0.105\n2013/7/11,40年,1.234\n2013/7/10,1年,0.111\n2013/7/10,10年,0.777\n" },
        { "JSON", """[{"Date":"2013-07-10","1Y":0.111,"10Y":0.777,"40Y":null},{"Date":"2013-07-11","1Y":-0.105,"10Y":0.818,"40Y":1.234}]""" },
        { "semicolons", "Date;1Y;10Y;40Y\n2013-07-10;0,111;0,777;-\n2013-07-11;-0,105;0,818;1,234\n" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Read_AnyLayoutInAnyEncoding_GivesTheSameCurves(string name, string text)
    {
        foreach (var encoding in new[] { new UTF8Encoding(false), Encoding.UTF8, Encoding.Unicode, Given.Cp932 })
        {
            var curves = await ReadAsync([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);

            Assert.Empty(curves.Defects.Select(defect => $"{name}: {defect}"));
            Assert.Equal([new(2013, 7, 10), new DateOnly(2013, 7, 11)], curves.Rows.Select(row => row.Curve.Date));
            Assert.Equal([new(1, 0.111m), new CurvePoint(10, 0.777m)], curves.Rows[0].Curve.Points);
            Assert.Equal([new(1, -0.105m), new(10, 0.818m), new CurvePoint(40, 1.234m)], curves.Rows[1].Curve.Points);
        }
    }

    [Theory]
    [InlineData("X1.5.8,0.1,0.2,0.3\r\n", "not a date")]
    [InlineData("H25.7.12,0.1,abc,0.3\r\n", "not a number")]
    [InlineData("H25.7.12,0.1,100,0.3\r\n", "100 or more")]
    [InlineData("H25.7.11,-0.105,0.819,1.234\r\n", "two yields of 10 years")]
    [InlineData("R13.7.11,0.1,0.2,0.3\r\n", "after today")]
    [InlineData(",0.1,0.2,0.3\r\n", "missing")]
    public async Task Read_OneWrongLine_GivesNoCurves(string line, string reason)
    {
        var curves = await ReadAsync(Given.Utf8($"基準日,1年,10年,40年\r\n{Rows}{line}"));

        Assert.Contains(reason, Assert.Single(curves.Defects).Failure.Reason);
        Assert.Empty(curves.Rows);
    }

    /// <summary>A curve without its long tenors would be taken for one that never had them.</summary>
    [Theory]
    [InlineData("date,1Y,2Y,40Y\n2024-06-13,0.1,0.3,2.1\n2024-06-14,0.1,0.3\n", "row", "has 3 fields where the header has 4; it ends before 40Y")]
    [InlineData("date,1Y,2Y,40Y\n2024-06-13,0.1,0.3,2.1\n2024-06-14,-", "row", "it ends before 40Y")]
    [InlineData("基準日,1年,40年(%)\n2024/6/13,0.1,2.1\n2024/6/14,0.1\n", "row", "it ends before 40年(%)")]
    [InlineData("date,tenor,percent\n2024-06-13,1,0.1\n2024-06-13,40\n", "row", "it ends before percent")]
    [InlineData("""[{"date":"2024-06-13","tenor":1,"percent":0.1},{"date":"2024-06-13","tenor":40}]""", "row", "lacks percent")]
    [InlineData("date,1Y,40Y\n2024-06-13,0.1,2.1\n,,\nx,,\n", null, "")]
    [InlineData("date,1Y,40Y\n2024-06-13,0.1,2.1\nNote: latest\n", null, "")]
    [InlineData("date,1Y,40Y,remarks\n2024-06-13,0.1,2.1,\n,,,Note: latest\n", "date", "is missing")]
    [InlineData("date,1Y,40Y,meant_reason\n2024-06-13,0.1,2.1\n", null, "")]
    [InlineData("""[{"date":"2024-06-13","1Y":0.1,"40Y":2.1}]""", null, "")]
    public async Task Read_RowThatIsCutOff_GivesNoCurves(string text, string? field, string reason)
    {
        var curves = await ReadAsync(Given.Utf8(text));

        Assert.Equal(field is null ? [] : [field], curves.Defects.Select(defect => defect.Failure.Field));
        Assert.All(curves.Defects, defect => Assert.Contains(reason, defect.Failure.Reason, StringComparison.Ordinal));
        Assert.Equal(field is null ? 1 : 0, curves.Rows.Count);
    }

    /// <summary>Stored, such a date would count as published, and keep out the real curve.</summary>
    [Theory]
    [InlineData("date,10Y,15Y\n2024-06-13,0.9,1.2\n2024-06-14,-,-\n", "1 date without a yield is left out: 2024-06-14")]
    [InlineData("date,10Y,15Y\n2024-06-13,0.9,1.2\n2024-06-14,,\n2024-06-17,-,\n", "2 dates without a yield are left out: 2024-06-14 to 2024-06-17")]
    [InlineData("date,tenor,percent\n2024-06-13,10,0.9\n2024-06-13,15,-\n2024-06-14,10,-\n", "1 date without a yield is left out: 2024-06-14")]
    [InlineData("date,10Y,15Y,meant_reason\n2024-06-13,0.9,1.2,\n2024-06-14,-,-,nothing was published\n", "1 date without a yield is left out: 2024-06-14")]
    [InlineData("基準日,10年\nS64.1.6,5\nH1.1.9,5\n2024-06-13,0.9\n", "2 dates outside 1990-01-01..2100-12-31 are left out: 1989-01-06 to 1989-01-09")]
    public async Task Read_DatesWithoutAYieldOrBeforeTheCalendar_AreLeftOutAndSaid(string text, string notice)
    {
        var curves = await ReadAsync(Given.Utf8(text));

        Assert.True(curves.IsTaken);
        Assert.Equal(new(2024, 6, 13), Assert.Single(curves.Rows).Curve.Date);
        Assert.Equal(notice, Assert.Single(curves.Notices));
    }

    [Theory]
    [InlineData(100, "", 2)]
    [InlineData(101, "line 2: InvalidField tenor=101: is the number of tenors of 2013-07-10; a curve has at most 100", 1)]
    public async Task Read_RowsOfADateWithMoreTenorsThanACurveHas_AreOneDefectAndNotJudged(int count, string defect, int judged)
    {
        var curves = await ReadAsync(Given.Utf8(
            $"date,tenor,percent\n{string.Concat(Tenors(count).Select(years => $"2013-07-10,{years},0.5\n"))}2013-07-11,1,0.5\n"));

        Assert.Equal(defect, string.Join("; ", curves.Defects));
        Assert.Equal(judged, curves.Readable.Count);
    }

    [Fact]
    public async Task Read_ColumnsOfMoreTenorsThanACurveHas_AreOneDefect()
    {
        var table = $"date,{string.Join(',', Tenors(101).Select(years => $"{years}Y"))}\n2013-07-10{string.Concat(Enumerable.Repeat(",0.5", 101))}\n";
        var json = $"[{{\"date\":\"2013-07-10\",{string.Join(',', Tenors(101).Select(years => $"\"{years}Y\":0.5"))}}}]";

        var (ofTable, ofJson) = (await ReadAsync(Given.Utf8(table)), await ReadAsync(Given.Utf8(json)));

        Assert.Equal("line 1: InvalidField tenor=101: is the number of tenors of the header; a curve has at most 100", $"{Assert.Single(ofTable.Defects)}");
        Assert.Equal("line 1: InvalidField tenor=101: is the number of tenors of the row; a curve has at most 100", $"{Assert.Single(ofJson.Defects)}");
    }

    [Theory]
    [InlineData("""{"date":"2013-07-11","1Y":0.1,"10Y":0.8}""", "has no tenor, where other objects of the file have 1Y, 10Y; where there is no figure, write their names with null")]
    [InlineData("""{"date":"2013-07-11","1年":0.1,"2年":0.1,"3年":0.1,"4年":0.1,"5年":0.1,"10年":0.8}""", "have 1年, 2年, 3年, 4年, 5年 and more;")]
    [InlineData("""{"date":"2013-07-11","tenor":"1Y","percent":0.1}""", "lacks percent; where there is no figure, write the name with null")]
    public async Task Read_AnObjectWithoutAYield_SaysWhatIsMissingInTheNamesOfTheFile(string other, string reason)
    {
        foreach (var json in (string[])[$"[{{\"date\":\"2013-07-10\"}},{other}]", $"[{other},{{\"date\":\"2013-07-10\"}}]"])
            Assert.Contains(reason, Assert.Single((await ReadAsync(Given.Utf8(json))).Defects).Failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_TheFirstDayOfAnEra_IsThatDay()
    {
        var curves = await ReadAsync(Given.Cp932.GetBytes("基準日,1年\r\nR元.5.7,0.1\r\nR1.5.8,0.2\r\n"));

        Assert.Equal([new(2019, 5, 7), new DateOnly(2019, 5, 8)], curves.Rows.Select(row => row.Curve.Date));
    }

    private static IEnumerable<string> Tenors(int count) =>
        Enumerable.Range(1, count).Select(quarter => (quarter / 4m).ToString(CultureInfo.InvariantCulture));

    private static async Task<WholeFiles.FileReading<StatedCurve>> ReadAsync(byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        return await CurveFile.ReadAsync(content, Given.Request(), CancellationToken.None);
    }
}
