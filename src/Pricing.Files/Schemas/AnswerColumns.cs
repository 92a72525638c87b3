namespace Pricing.Files.Schemas;

/// <summary>
/// Columns that a table of refused rows has beside those of its file. Where such a table comes in again, corrected, they are
/// passed over whatever its kind.
/// </summary>
public static class AnswerColumns
{
    /// <summary>The line of the row in the file that was refused; in a workbook the row.</summary>
    public const string Line = "rejected_line";

    /// <summary>The fields that were wrong.</summary>
    public const string Field = "rejected_field";

    /// <summary>Their values.</summary>
    public const string Value = "rejected_value";

    /// <summary>What was wrong with each.</summary>
    public const string Reason = "rejected_reason";

    private static readonly HashSet<string> Folded =
        new([.. new[] { Line, Field, Value, Reason }.Select(ColumnName.Fold)], StringComparer.Ordinal);

    /// <summary>Whether a folded name is one of them.</summary>
    internal static bool Has(string folded) => Folded.Contains(folded);
}
