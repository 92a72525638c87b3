using System.Globalization;
using System.IO.Compression;
using Pricing.Files.Prices;
using Pricing.Files.Schemas;

namespace Pricing.Files.Tests.Workbooks;

public sealed class WorkbookTests
{
    private static readonly DateOnly Day = new(2013, 7, 11);

    [Fact]
    public async Task Read_NumbersDatesAndTexts_AreWhatTheSheetShows()
    {
        var workbook = new TestWorkbook { HasHiddenFirst = true }
            .Row("架空商事の終値")
            .SkipRows(2)
            .Row("日付", "終値", "出来高", "調整係数")
            .Row(TestWorkbook.Date(Day), TestWorkbook.Number(0.1 + 0.2), TestWorkbook.Number(1E16), null)
            .Row(TestWorkbook.Date(Day.AddDays(1), style: 2), TestWorkbook.Inline("3,505"), TestWorkbook.Formula("12"), "1.0")
            .Row(TestWorkbook.Date(Day.AddDays(5), style: 3), TestWorkbook.Number(3505), null, null);

        var prices = await ReadAsync(workbook);

        Assert.Empty(prices.Defects);
        Assert.Equal(
            [(5, Day, 0.3m, 10_000_000_000_000_000m), (6, Day.AddDays(1), 3505m, 12m), (7, Day.AddDays(5), 3505m, null)],
            prices.Rows.Select(row => (row.Line, row.Date, row.Close!.Value, row.Volume)));
    }

    [Theory]
    [InlineData("日付", "; only the first visible sheet, 表紙, was read: data has a header that fits, put it first or save it alone")]
    [InlineData("note", "; only the first visible sheet, 表紙, was read")]
    public async Task Read_CoverBeforeTheTable_NamesBothSheets(string first, string reason)
    {
        var prices = await ReadAsync(new TestWorkbook { Cover = "表紙" }.Row(first, "終値").Row(TestWorkbook.Date(Day), TestWorkbook.Number(3505)));

        Assert.EndsWith(reason, Assert.Single(prices.Defects).Failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_AnotherSheetWithATable_IsNamed()
    {
        var table = await Given.ReadAsync(new TestWorkbook { HasHiddenFirst = true }
            .Row("日付", "終値").Row(TestWorkbook.Date(Day), TestWorkbook.Number(3505))
            .NextSheet("2014年").Row("株価").Row("日付", "終値").Row(TestWorkbook.Date(Day.AddYears(1)), TestWorkbook.Number(2505)).ToBytes());

        Assert.Equal((2, "3505"), (Assert.Single(table.Rows).Line, table.Rows[0].Fields["Close"]));
        Assert.Equal("only the first visible sheet, data, is read; 2014年 has a table too: save each as a file of its own", Assert.Single(table.Notices));
    }

    [Fact]
    public async Task Read_RowOfABatchThatEndsInEmptyCells_IsRead()
    {
        var table = await Given.ReadAsync(new TestWorkbook()
            .Row("発行会社", "新株予約権番号", "発生日", "事由", "個数", "根拠資料", "新株発行数", "保有者番号")
            .Row("架空商事", "第1回", TestWorkbook.Date(Day), "失効", TestWorkbook.Number(3), "届")
            .Row("合計", null, null, null, TestWorkbook.Number(3))
            .Row("架空商事", "第1回", TestWorkbook.Date(Day), "失効", TestWorkbook.Number(3), "届", null, "D-001", "要確認").ToBytes());

        Assert.Equal([0, 0, 1], table.Rows.Select(row => row.Failures.Count));
        Assert.EndsWith("I4 stands beyond the header: name its column, or take it out", table.Rows[2].Failures[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_HiddenRows_AreReadAndSaid()
    {
        var table = await Given.ReadAsync(new TestWorkbook()
            .Row("日付", "終値").Row(TestWorkbook.Date(Day), TestWorkbook.Number(3505)).HiddenRow(TestWorkbook.Date(Day.AddDays(1)), TestWorkbook.Number(3506)).ToBytes());

        Assert.Equal(2, table.Rows.Count);
        Assert.Equal("1 row that the sheet hides is read like the others", Assert.Single(table.Notices));
    }

    [Fact]
    public async Task Read_DateAsItsSerialNumber_SaysToFormatTheColumn()
    {
        var prices = await ReadAsync(new TestWorkbook().Row("日付", "終値").Row(TestWorkbook.Number(45810), TestWorkbook.Number(3505)));

        Assert.Contains("format the column as a date", Assert.Single(prices.Defects).Failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_DatesFrom1904_AreTheSameDates()
    {
        var workbook = new TestWorkbook { IsFrom1904 = true }
            .Row("Date", "Close")
            .Row(TestWorkbook.Number(Day.ToDateTime(TimeOnly.MinValue).ToOADate() - 1462, style: 1), TestWorkbook.Number(3505));

        Assert.Equal(Day, Assert.Single((await ReadAsync(workbook)).Rows).Date);
    }

    [Fact]
    public async Task Read_DateWithATimeOfDay_IsRefusedByItsCell()
    {
        var prices = await ReadAsync(new TestWorkbook()
            .Row("Date", "Close").Row(TestWorkbook.Date(Day, time: 0.625), TestWorkbook.Number(3505)));

        var defect = Assert.Single(prices.Defects);
        Assert.Equal("A2", defect.Place);
        Assert.Equal("2013-07-11 15:00:00", defect.Failure.Value);
    }

    [Fact]
    public async Task Read_DateThatRoundsBeyondTheLastOne_IsRefusedByItsCell()
    {
        var prices = await ReadAsync(new TestWorkbook()
            .Row("Date", "Close").Row(TestWorkbook.Number(2_958_465.99999997, style: 1), TestWorkbook.Number(3505)));

        var defect = Assert.Single(prices.Defects);
        Assert.Equal(("A2", "Date", "2958465.99999997"), (defect.Place, defect.Failure.Field, defect.Failure.Value));
    }

    [Fact]
    public async Task Read_ErrorsInPriceColumns_AreNoTrade()
    {
        var prices = await ReadAsync(new TestWorkbook()
            .Row("Date", "Close", "Volume", "前日比")
            .Row(TestWorkbook.Date(Day), TestWorkbook.Error("#N/A"), null, TestWorkbook.Error("#DIV/0!"))
            .Row(TestWorkbook.Date(Day.AddDays(1)), TestWorkbook.Error("#VALUE!"), null, TestWorkbook.Formula(null)));

        Assert.Empty(prices.Defects);
        Assert.All(prices.Rows, row => Assert.Null(row.Close));
    }

    [Theory]
    [InlineData("B2", "stored")]
    [InlineData("B3", "#DIV/0!")]
    [InlineData("C4", "#N/A")]
    public async Task Read_OtherErrorsAndFormulasWithoutAValue_AreRefusedByTheirCell(string cell, string reason)
    {
        var prices = await ReadAsync(new TestWorkbook()
            .Row("Date", "Close", "SplitFactor")
            .Row(TestWorkbook.Date(Day), TestWorkbook.Formula(null), null)
            .Row(TestWorkbook.Date(Day.AddDays(1)), TestWorkbook.Error("#DIV/0!"), null)
            .Row(TestWorkbook.Date(Day.AddDays(4)), TestWorkbook.Number(3505), TestWorkbook.Error("#N/A")));

        Assert.Equal(3, prices.DefectCount);
        Assert.Contains(prices.Defects, defect => defect.Place == cell && defect.Failure.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_PercentFormat_IsAPercentage()
    {
        var table = await Given.ReadAsync(
            new TestWorkbook()
                .Row("id", "S", "X", "T", "sigma", "q", "r", "policy", "shares", "currency")
                .Row("a", TestWorkbook.Number(3505), TestWorkbook.Number(1), TestWorkbook.Number(15), TestWorkbook.Percent(0.5577), TestWorkbook.Number(0), TestWorkbook.Percent(0.01275), "continuous", TestWorkbook.Number(200), "JPY")
                .ToBytes(),
            Given.Request(FileKind.Valuations));

        var row = Assert.Single(table.Rows);
        Assert.Equal(("55.77%", "1.275%"), (row.Fields["sigma"], row.Fields["r"]));
    }

    [Fact]
    public async Task Read_RowNumberOfTwoThousandMillion_TakesNoTime()
    {
        var prices = await ReadAsync(new TestWorkbook()
            .Row("Date", "Close").SkipRows(2_000_000_000).Row(TestWorkbook.Date(Day), TestWorkbook.Number(3505)));

        Assert.Equal(2_000_000_002, Assert.Single(prices.Rows).Line);
    }

    [Theory]
    [InlineData("<b/>@", 101, "unpacks to more than 100 MB")]
    [InlineData("<si><t>x</t></si>", 2_000_000, "more texts")]
    [InlineData("<a>", 200, "deeper")]
    [InlineData("          ", 200_000, "more text than a cell can have")]
    [InlineData("<a#/>", 20_000, "names more things")]
    public async Task Read_BombOfASheet_IsRefused(string what, int times, string reason)
    {
        using var bytes = new MemoryStream();
        bytes.Write(new TestWorkbook().Row("Date", "Close").ToBytes());
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("xl/sharedStrings.xml")!.Delete();
            using var part = new StreamWriter(zip.CreateEntry("xl/sharedStrings.xml").Open());
            part.Write("<sst>");
            var piece = what.Replace("@", new string(' ', 1_000_000), StringComparison.Ordinal);
            for (var i = 0; i < times; i++)
                part.Write(piece.Replace("#", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
            part.Write("</sst>");
        }

        var table = await Given.ReadAsync(bytes.ToArray());

        Assert.Contains(reason, Assert.Single(table.Defects).Failure.Reason);
    }

    /// <summary>A cell above the header may be very long, and is searched for a unit.</summary>
    /// <param name="piece">What it repeats, looking like the beginning of one.</param>
    [Theory]
    [InlineData("千")]
    [InlineData(" ")]
    [InlineData("\u0323\u3099")]
    public async Task Read_VeryLongCellAboveTheHeader_IsNotSearchedForLong(string piece)
    {
        var text = $"unit{string.Concat(Enumerable.Repeat(piece, 240_000 / piece.Length))}x";
        var workbook = new TestWorkbook().Row(TestWorkbook.Inline(text), TestWorkbook.Inline(text), TestWorkbook.Inline(text)).Row("Date", "Close").Row("2024-05-01", "3505");
        var started = TimeProvider.System.GetTimestamp();

        var prices = await ReadAsync(workbook);

        Assert.Single(prices.Rows);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    /// <summary>To judge a format takes a time that grows with its square, and any number of styles may name one.</summary>
    /// <param name="length">Its characters.</param>
    /// <param name="text">What a cell says that would be a date by it.</param>
    [Theory]
    [InlineData(255, "2013-07-11")]
    [InlineData(256, "41466")]
    public async Task Read_NumberFormatLongerThanExcelTakes_ShowsANumber(int length, string text)
    {
        const string code = "yyyy/m/d;@";
        using var bytes = new MemoryStream();
        bytes.Write(new TestWorkbook().Row("Date", "Close").Row(TestWorkbook.Date(Day), TestWorkbook.Number(3505)).ToBytes());
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true))
        {
            var part = zip.GetEntry("xl/styles.xml")!;
            using var reader = new StreamReader(part.Open());
            var styles = (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Replace(code, code.PadRight(length, '['), StringComparison.Ordinal);
            reader.Close();
            part.Delete();
            await using var writer = new StreamWriter(zip.CreateEntry("xl/styles.xml").Open());
            await writer.WriteAsync(styles);
        }

        Assert.Equal(text, Assert.Single((await Given.ReadAsync(bytes.ToArray())).Rows).Fields["Date"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_PackageOfManyParts_IsRefusedWhateverNumberItStates(bool isUnderstated)
    {
        using var stream = new MemoryStream();
        stream.Write(new TestWorkbook().Row("Date", "Close").ToBytes());
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            for (var part = 0; part < 10_000; part++)
                zip.CreateEntry(part.ToString(CultureInfo.InvariantCulture));
        }

        var bytes = stream.ToArray();

        // The last 22 bytes of a package are its end, and state the number twice.
        if (isUnderstated)
            bytes.AsSpan(^14..^10).Clear();
        var table = await Given.ReadAsync(bytes);

        Assert.Contains("more than 10000 parts", Assert.Single(table.Defects).Failure.Reason);
    }

    [Fact]
    public async Task Read_CellsAtTheFarEndOfEachRow_AreRefused()
    {
        var cells = string.Concat(Enumerable.Range(2, 4_000).Select(row => $"<row r=\"{row}\"><c r=\"XFD{row}\"><v>1</v></c></row>"));
        using var bytes = new MemoryStream();
        bytes.Write(new TestWorkbook().Row("Date", "Close").ToBytes());
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true))
        {
            var sheet = zip.GetEntry("xl/worksheets/sheet1.xml")!;
            string before;
            using (var part = new StreamReader(sheet.Open()))
                before = await part.ReadToEndAsync(TestContext.Current.CancellationToken);
            sheet.Delete();
            await using var after = new StreamWriter(zip.CreateEntry("xl/worksheets/sheet1.xml").Open());
            await after.WriteAsync(before.Replace("</sheetData>", $"{cells}</sheetData>", StringComparison.Ordinal));
        }

        var table = await Given.ReadAsync(bytes.ToArray());

        Assert.Contains("stand far apart", Assert.Single(table.Defects).Failure.Reason);
    }

    [Fact]
    public async Task Read_DamagedWorkbook_IsOneDefect()
    {
        var bytes = new TestWorkbook().Row("Date", "Close").Row(TestWorkbook.Date(Day), TestWorkbook.Number(1)).ToBytes();

        Assert.Single((await Given.ReadAsync(bytes[..^30])).Defects);
        Assert.Contains(".xls", Assert.Single((await Given.ReadAsync([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])).Defects).Failure.Reason);
    }

    private static async Task<WholeFiles.FileReading<PriceRow>> ReadAsync(TestWorkbook workbook)
    {
        using var content = new MemoryStream(workbook.ToBytes());
        return await PriceFile.ReadAsync(content, Given.Request() with { Code = "3774" }, CancellationToken.None);
    }
}
