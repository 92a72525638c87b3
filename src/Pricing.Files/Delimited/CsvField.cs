using System.Globalization;
using Pricing.Files.Characters;

namespace Pricing.Files.Delimited;

/// <summary>
/// A field of comma-separated text. A text becomes one that no spreadsheet takes for a formula: where it begins as one it has an apostrophe
/// before it, which a reader of tables takes off again. Only what is known to be a figure stays as it is.
/// </summary>
public readonly record struct CsvField
{
    private readonly string? written;

    private CsvField(string written) => this.written = written;

    /// <summary>What stands in the file, before quotes.</summary>
    public string Written => written ?? "";

    /// <summary>A text.</summary>
    /// <param name="text">The text; null for an empty field.</param>
    public static implicit operator CsvField(string? text) => Text(text);

    /// <summary>A text.</summary>
    /// <param name="text">The text; null for an empty field.</param>
    public static CsvField Text(string? text) => new(FormulaText.Marked(text ?? ""));

    /// <summary>The text of a field as a reader of tables has it: without the apostrophe that keeps it from being a formula.</summary>
    /// <param name="field">What stands in a file.</param>
    public static string TextOf(string field) => FormulaText.Unmarked(field).ToString();

    /// <summary>What is a number where it can be read as one, and else a text.</summary>
    /// <param name="number">The number in invariant form; null for an empty field.</param>
    public static CsvField Figure(string? number) =>
        double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) && double.IsFinite(read) && number.AsSpan().Trim().Length == number.Length
            ? new(number)
            : Text(number);
}
