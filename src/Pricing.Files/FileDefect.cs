using System.Globalization;

namespace Pricing.Files;

/// <summary>What is wrong with a file, and where.</summary>
/// <param name="Line">
/// The line on which the record begins, from 1; in a workbook the row; 0 where the file as a whole is meant.
/// </param>
/// <param name="Place">The cell of a workbook, <c>C12</c>; null elsewhere.</param>
/// <param name="Failure">The field, its value, the reason code, and a sentence that says what to do.</param>
public sealed record FileDefect(int Line, string? Place, Failure Failure)
{
    /// <summary><c>line 3: Code field=value: reason</c>.</summary>
    public override string ToString() => Place is not null
        ? $"cell {Place}: {Failure}"
        : Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"line {Line}: {Failure}") : Failure.ToString();

    internal static FileDefect OfFile(string field, string value, string reason, int line = 0) =>
        new(line, null, new(ReasonCode.FeedMalformed, field, value, reason));
}
