using System.Globalization;
using System.Xml.Linq;
using Pricing.Papers.Facts;
using Pricing.Papers.Spreadsheets.Books;
using Pricing.Papers.Wording;
using Pricing.Pipeline.Valuations;
using Testing;

namespace Pricing.Papers.Tests.Spreadsheets;

public sealed class DateBookTests
{
    private const double PointsOfALine = 15;

    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(PaperLanguage.English)]
    [InlineData(PaperLanguage.Japanese)]
    public async Task DateBook_LongTextsAndADearShare_HaveRoomInTheirCells(PaperLanguage language)
    {
        var paper = Given.Paper();
        var value = paper.Value with
        {
            Issuer = "A Company of a Very Long Name",
            GrantId = new string('z', 180) + "1",
            SharePrice = "1234567",
            ExercisePrice = "1234567",
            UnroundedPerShare = 1_000_000.125,
            Status = ValueStatus.Provisional,
            IsSynthetic = true,
            IsPlanned = true,
        };
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.FullPath, "date.xlsx");
        var dated = new DatePaper { Date = new(2013, 7, 11), Rows = new[] { new DateRow(value, paper.Policy) }.ToAsyncEnumerable(), MadeAt = Given.Now };
        await using (var file = File.Create(path)) await DateBook.WriteAsync(dated, language, file, Cancellation);

        var (sheet, styles) = (XDocument.Parse(Book.Parts(path)["xl/worksheets/sheet1.xml"]), XDocument.Parse(Book.Parts(path)["xl/styles.xml"]));
        var widths = sheet.Descendants(Main + "col").Select(column => Number(column, "width")).ToList();
        var row = sheet.Descendants(Main + "row").Last();
        var cells = row.Elements(Main + "c").ToList();
        var formats = styles.Descendants(Main + "cellXfs").Elements().ToList();
        Assert.Equal(widths.Count, cells.Count);
        foreach (var (cell, width) in cells.Zip(widths).Take((int)DateColumn.Hash - 1))
        {
            if (cell.Attribute("t")?.Value == "inlineStr")
            {
                var lines = Math.Ceiling((cell.Value.Length + cell.Value.Count(character => character > '\u1100')) / width);
                var isWrapped = formats[(int)Number(cell, "s")].Element(Main + "alignment")?.Attribute("wrapText")?.Value == "1";
                Assert.True(lines <= 1 || (isWrapped && Number(row, "ht") >= lines * PointsOfALine), $"{cell.Value}: {width}, {row.Attribute("ht")}");
            }
            else if (double.TryParse(cell.Element(Main + "v")?.Value, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) >= 1000)
            {
                Assert.True(number.ToString("0.0000000000", CultureInfo.InvariantCulture).Length < width || number == Math.Truncate(number), $"{number}: {width}");
            }
        }
    }

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
