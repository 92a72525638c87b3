using System.Globalization;
using Sylvan.Data.Csv;

namespace Pricing.Pipeline.Files;

/// <summary>A row of a file; whatever of it cannot be read is kept as a failure that names field and value.</summary>
/// <param name="row">The row.</param>
internal sealed class CsvRow(CsvDataReader row)
{
    private static readonly string[] DateFormats = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy/M/d", "yyyy-M-d", "yyyyMMdd"];

    /// <summary>How sources write that there is no figure.</summary>
    private static readonly HashSet<string> None =
        new(["", "null", "-", ".", "NaN", "NA", "N/A", "#N/A", "#VALUE!"], StringComparer.OrdinalIgnoreCase);

    private readonly List<Failure> failures = [];

    /// <summary>What cannot be read.</summary>
    public IReadOnlyList<Failure> Failures => failures;

    /// <summary>A field as text; empty where the column or the field is not there.</summary>
    public string Text(int column) =>
        column < 0 || column >= row.RowFieldCount ? "" : row.GetString(column).Trim();

    /// <summary>A date; the failure of one that is none, and then no date.</summary>
    public DateOnly Date(int column, string name)
    {
        var text = Text(column);
        if (!DateOnly.TryParseExact(
            text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            Refuse(name, text, "is no date of the form yyyy-MM-dd or yyyy/MM/dd");
        }

        return date;
    }

    /// <summary>A date; null where the field states none.</summary>
    public DateOnly? OptionalDate(int column, string name) =>
        None.Contains(Text(column)) ? null : Date(column, name);

    /// <summary>A number above 0; null where the field states none.</summary>
    /// <param name="column">The column.</param>
    /// <param name="name">Its name.</param>
    /// <param name="zero">Whether it may be 0.</param>
    public decimal? Number(int column, string name, bool zero = false)
    {
        var text = Text(column);
        if (None.Contains(text))
            return null;
        if (DecimalText.Parse(text) is { } number && (number > 0 || (zero && number == 0)))
            return DecimalText.Trim(number);

        Refuse(name, text, zero ? "is no number from 0 on" : "is no number above 0");
        return null;
    }

    /// <summary>The share that the row is about.</summary>
    /// <param name="column">The column that names it; below 0 where the file is about one share.</param>
    /// <param name="fileCode">That share.</param>
    public string Code(int column, string? fileCode)
    {
        var code = SecurityCode.Parse(column >= 0 ? Text(column) : fileCode!);
        failures.AddRange(code.Failures);
        return code.IsSuccess ? code.Value : "";
    }

    /// <summary>Keeps a failure of a field.</summary>
    public void Refuse(string name, string value, string reason) =>
        failures.Add(new(ReasonCode.FeedMalformed, name, value, reason));

    /// <summary>Keeps failures found elsewhere.</summary>
    public void Refuse(IEnumerable<Failure> found) => failures.AddRange(found);
}
