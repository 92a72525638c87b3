using Pricing.Rates;

namespace Pricing.Files.Curves;

/// <summary>A yield as a file states it.</summary>
/// <param name="Point">The tenor and the yield.</param>
/// <param name="Line">The line on which its row begins.</param>
/// <param name="Field">The column: <c>percent</c>, or as the header names that of the tenor.</param>
/// <param name="Place">The cell of a workbook; null elsewhere.</param>
/// <param name="Typed">How it is typed where that is not the number's own text; else null.</param>
public readonly record struct StatedYield(CurvePoint Point, int Line, string Field, string? Place, string? Typed)
{
    /// <summary>The yield as it is typed.</summary>
    public string Text => Typed ?? DecimalText.Of(Point.Percent);

    /// <summary>A failure of this yield, with its row and column.</summary>
    /// <param name="code">The reason's code.</param>
    /// <param name="reason">The sentence.</param>
    public FileDefect Defect(ReasonCode code, string reason) => new(Line, Place, new(code, Field, Text, reason));
}
