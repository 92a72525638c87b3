namespace Pricing.Files.Delimited;

/// <summary>What is wrong with a record as such.</summary>
internal enum RecordDefect
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Text follows the closing quote of a field.</summary>
    TextAfterQuote,

    /// <summary>The record is longer than any is read.</summary>
    TooLong,

    /// <summary>A quote opens and never closes: the rest of the file is inside it.</summary>
    UnclosedQuote,
}
