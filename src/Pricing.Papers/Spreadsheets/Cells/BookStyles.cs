using System.Drawing;
using SpreadCheetah;
using SpreadCheetah.Styling;

namespace Pricing.Papers.Spreadsheets.Cells;

/// <summary>The styles of one workbook. What is stored is blue, what is calculated black, so that both can be told apart.</summary>
internal sealed class BookStyles
{
    private static readonly Color Stored = Color.FromArgb(0x1F, 0x3F, 0x9E);
    private static readonly Color Ground = Color.FromArgb(0xE9, 0xED, 0xF2);
    private static readonly Color Warning = Color.FromArgb(0x9C, 0x1C, 0x1C);

    private readonly Dictionary<(CellLook Look, bool IsStored), StyleId> styles = [];

    /// <summary>Adds the styles to a workbook.</summary>
    /// <param name="book">The workbook.</param>
    /// <param name="money">How amounts are written.</param>
    public BookStyles(Spreadsheet book, string money)
    {
        foreach (var look in Enum.GetValues<CellLook>())
        {
            styles[(look, true)] = book.AddStyle(Of(look, money, isStored: true));
            styles[(look, false)] = book.AddStyle(Of(look, money, isStored: false));
        }
    }

    /// <summary>The style of a cell.</summary>
    /// <param name="cell">The cell.</param>
    public StyleId Of(SheetCell cell) => styles[(cell.Look, cell.Formula is null && cell.Content is null)];

    private static Style Of(CellLook look, string money, bool isStored)
    {
        var style = new Style();
        style.Alignment.Vertical = VerticalAlignment.Top;
        if (isStored) style.Font.Color = Stored;
        if (FormatOf(look, money) is { } format) style.Format = NumberFormat.Custom(format);
        switch (look)
        {
            case CellLook.Wrapped:
                style.Alignment.WrapText = true;
                break;
            case CellLook.Title:
                style.Font.Bold = true;
                style.Font.Size = 14;
                break;
            case CellLook.Heading or CellLook.Result:
                style.Font.Bold = true;
                break;
            case CellLook.Column:
                style.Font.Bold = true;
                style.Fill.Color = Ground;
                style.Alignment.WrapText = true;
                style.Border.Bottom.BorderStyle = BorderStyle.Thin;
                break;
            case CellLook.Mark or CellLook.WrappedMark:
                style.Font.Bold = true;
                style.Font.Color = Warning;
                style.Alignment.WrapText = look == CellLook.WrappedMark;
                break;
        }

        return style;
    }

    private static string? FormatOf(CellLook look, string money) => look switch
    {
        CellLook.Date => "yyyy-mm-dd",
        CellLook.Money or CellLook.Result => money,
        CellLook.Decimals => "0.0000000000",
        CellLook.Difference => "0.0E+00",
        _ => null,
    };
}
