using System.Globalization;
using Pricing;
using Pricing.Calendars;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;
using Spectre.Console;

namespace PricingFunctions.Local.Nights;

/// <summary>
/// The values of a night as a table, one row a grant; where the console is too narrow for it, as a list, so that no figure is
/// folded or left out.
/// </summary>
internal static class ValueTable
{
    private static readonly string[] Columns =
    [
        "grant", "S", "X", "T", "sigma", "r", "q", "per share", "per right", "total", "policy", "value",
    ];

    // The table's border and the blanks on both sides of a cell.
    private const int AroundCell = 3;

    /// <summary>Prints the values.</summary>
    /// <param name="report">The night.</param>
    /// <param name="console">Where to.</param>
    public static void Print(NightReport report, IAnsiConsole console)
    {
        var rows = report.Values.Select(Cells).ToList();
        if (Width(rows) <= console.Profile.Width) console.Write(Table(rows));
        else rows.ForEach(row => List(row, console));
    }

    private static int Width(List<string[]> rows) => 1 + Columns.Index().Sum(column => AroundCell + rows
        .SelectMany(row => row[column.Index].Split('\n')).Append(column.Item).Max(line => line.GetCellWidth()));

    private static Table Table(List<string[]> rows)
    {
        var table = new Table().Border(TableBorder.Simple).ShowRowSeparators();
        foreach (var column in Columns) table.AddColumn(new TableColumn(column).NoWrap());
        foreach (var row in rows) table.AddRow(row.Select(cell => new Text(cell)));
        return table;
    }

    private static void List(string[] row, IAnsiConsole console)
    {
        console.WriteLine();
        console.WriteLine(OneLine(row[0], " "));
        foreach (var (column, cell) in Columns.Zip(row).Skip(1).Where(item => item.Second.Length > 0))
            console.WriteLine($"  {column}: {OneLine(cell, ", ")}");
    }

    private static string OneLine(string cell, string separator) => cell.Replace(",\n", separator, StringComparison.Ordinal).Replace("\n", separator, StringComparison.Ordinal);

    private static string[] Cells(ValueRecord value) =>
    [
        $"{value.Issuer}\n{value.GrantId}",
        value.SharePriceDate is { } date && date != value.MeasurementDate
            ? $"{Amount(value.SharePrice)}\n{DateText.Of(date)}{(value.SharePriceMissingRow is { } missing ? $",\nno row of\n{DateText.Of(missing)}" : "")}"
            : Amount(value.SharePrice),
        Amount(value.ExercisePrice),
        YearsText.Of(value.Years).Replace(" (", "\n(", StringComparison.Ordinal),
        value.Volatility is { } sigma
            ? string.Create(CultureInfo.InvariantCulture, $"{sigma * 100:0.00} %, {value.Returns} returns\n{value.Window}{Limit(value)}{Rows(value)}")
            : "",
        value.RiskFreeRate.Length == 0 ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{decimal.Parse(value.RiskFreeRate, CultureInfo.InvariantCulture) * 100:0.####} %, {value.RateSource}{(value.MissingTenors is { } lacking ? $",\nno {lacking}" : "")}{(value.CurveDate is { } dated ? $"\n{DateText.Of(dated)}" : "")}{(value.CurveAwaited is { } awaited ? $",\nno curve of\n{DateText.Of(awaited)} yet" : "")}"),
        value.DividendYield,
        PerShare(value),
        Amount(value.AmountPerRight),
        Total(value),
        string.Create(CultureInfo.InvariantCulture, $"{value.Policy}\nv{value.PolicyVersion}"),
        value.Status == ValueStatus.Failed
            ? "failed"
            : $"{Kind(value)}{(value.IsSynthetic ? "\nsynthetic closes" : "")}{(value.BasisInDoubt is null ? "" : "\nbasis in doubt")}{NoSession(value)}",
    ];

    // The calendar may end before a date that is stored.
    private static string NoSession(ValueRecord value) =>
        TokyoCalendar.Coverage.Contains(value.MeasurementDate) && !TokyoCalendar.IsSession(value.MeasurementDate)
            ? $"\n{DateText.Of(value.MeasurementDate)}:\nno session"
            : "";

    private static string Limit(ValueRecord value) => value.WindowLimit switch
    {
        WindowLimit.FirstClose => $"\n{WindowYears(value)},\nno earlier close",
        WindowLimit.Terms => $"\n{WindowYears(value)},\nas stated",
        _ => "",
    };

    // A value that failed may not have come as far as to its expected remaining period.
    private static string WindowYears(ValueRecord value) =>
        value.Years.Length == 0 ? $"{value.WindowYears} years" : $"{value.WindowYears} of {YearsText.Of(value.Years)} years";

    private static string Rows(ValueRecord value) =>
        (value.SessionsWithoutRow is { } sessions ? $",\n{Counted(sessions, "session")} without a row" : "")
        + (value.SessionsWithoutClose is { } rows ? $",\n{Counted(rows, "row")} without a close" : "");

    private static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Counted(int number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:#,0} {what}{(number == 1 ? "" : "s")}");

    private static string Total(ValueRecord value)
    {
        var rights = $"{Number(value.RightsOutstanding)} {(value.IsPlanned ? "planned" : "rights")}";
        var total = value.Total.Length == 0 ? rights : $"{Amount(value.Total)}\n{rights}";
        return !value.IsPlanned && value.PlannedRights is { } planned && planned != value.RightsOutstanding && value.PlannedTotal.Length > 0
            ? $"{total}\n{Amount(value.PlannedTotal)}\n{Number(planned)} planned"
            : total;
    }

    private static string Kind(ValueRecord value) => value.Kind switch
    {
        MeasurementKind.GrantDate => $"grant date, {Status(value)}",
        var kind => $"{kind.ToString().ToLowerInvariant()}, {Status(value)}",
    };

    private static string Status(ValueRecord value) => value.Status.ToString().ToLowerInvariant();

    /// <summary>Seven digits of an unrounded value are enough for a look; the table in storage has all.</summary>
    private static string PerShare(ValueRecord value) => value.ValuePerShare.Length > 12
        ? string.Create(CultureInfo.InvariantCulture, $"{value.UnroundedPerShare:#,0.0000}…")
        : Amount(value.ValuePerShare);

    /// <summary>An amount with its groups; text that is no number as it is.</summary>
    /// <param name="text">The amount.</param>
    public static string Amount(string text) => decimal.TryParse(
        text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("#,0.############", CultureInfo.InvariantCulture)
            : text;
}
