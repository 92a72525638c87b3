namespace Pricing.Files.Workbooks;

/// <summary>What a cell's number format makes of its number.</summary>
internal enum CellFormat
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>A date.</summary>
    Date,

    /// <summary>A percentage.</summary>
    Percent,
}
