namespace Pricing.Papers.Spreadsheets.Cells;

/// <summary>How a cell looks.</summary>
internal enum CellLook
{
    /// <summary>Text on one line.</summary>
    Text,

    /// <summary>Text that breaks.</summary>
    Wrapped,

    /// <summary>The title of a sheet.</summary>
    Title,

    /// <summary>The heading of a part.</summary>
    Heading,

    /// <summary>The head of a column.</summary>
    Column,

    /// <summary>A mark that must be seen.</summary>
    Mark,

    /// <summary>A mark that breaks.</summary>
    WrappedMark,

    /// <summary>A date.</summary>
    Date,

    /// <summary>A number with all its digits.</summary>
    General,

    /// <summary>An amount of money.</summary>
    Money,

    /// <summary>A number with ten decimals.</summary>
    Decimals,

    /// <summary>A small number, in powers of ten.</summary>
    Difference,

    /// <summary>A result.</summary>
    Result,
}
