namespace Pricing.Files.Numbers;

/// <summary>What the marks in a column's numbers mean.</summary>
public enum DecimalMark
{
    /// <summary>A point before the decimals; commas only between groups of three digits: <c>3,505.5</c>.</summary>
    Point,

    /// <summary>A comma before the decimals; points only between groups of three digits: <c>3.505,5</c>.</summary>
    Comma,
}
