using System.Globalization;
using Pricing;
using Pricing.Volatility;

namespace PricingFunctions.Local.Commands;

/// <summary>A file of daily closes of one share.</summary>
internal static class ClosesFile
{
    private const string Date = "Date";

    private static readonly string[] DateFormats = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy-M-d", "yyyy/M/d"];

    /// <summary>How sources write that a day has no close.</summary>
    private static readonly HashSet<string> NoClose =
        new(["", "null", "-", ".", "NaN", "NA", "N/A", "#N/A", "#VALUE!"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the closes of a window.</summary>
    /// <param name="path">The file.</param>
    /// <param name="column">The column of the closes.</param>
    /// <param name="window">The window; rows outside it are not looked at.</param>
    /// <returns>The closes by date, or every row that is wrong.</returns>
    /// <exception cref="UnreadableFileException">The file or its header cannot be read.</exception>
    public static Outcome<IReadOnlyList<ClosingPrice>> Read(string path, string column, DateWindow window)
    {
        using var table = CsvTable.Open(path, Date, column);
        var closes = new SortedDictionary<DateOnly, decimal>();
        var failures = new List<Failure>();
        while (table.Read())
        {
            if (!TryDate(table, failures, out var date) || !window.Contains(date))
                continue;

            if (!TryClose(table, column, failures, out var close) || closes.TryAdd(date, close) || closes[date] == close)
                continue;

            failures.Add(Invalid(Date, table.Field(Date), $"stands twice, with the closes {closes[date]} and {close}"));
        }

        return failures.Count > 0
            ? failures
            : closes.Select(pair => new ClosingPrice(pair.Key, pair.Value)).ToArray();
    }

    private static bool TryDate(CsvTable table, List<Failure> failures, out DateOnly date)
    {
        var text = table.Field(Date)?.Trim() ?? "";
        if (DateOnly.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
            return true;

        failures.Add(Invalid(Date, text, $"row {table.Row} has no date of the form yyyy-MM-dd or yyyy/MM/dd"));
        return false;
    }

    private static bool TryClose(CsvTable table, string column, List<Failure> failures, out decimal close)
    {
        close = 0;
        var text = table.Field(column)?.Trim() ?? "";
        if (NoClose.Contains(text))
            return false;

        if (DecimalText.Parse(text) is { } number)
        {
            close = number;
            return true;
        }

        failures.Add(Invalid(column, text, $"row {table.Row} has no close that a decimal holds"));
        return false;
    }

    private static Failure Invalid(string field, string? value, string reason) =>
        new(ReasonCode.InvalidField, field, value ?? "", reason);
}
