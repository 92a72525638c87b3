using System.Globalization;
using System.Text;

namespace Pricing.Pipeline.Tests.Intake.Batches;

/// <summary>Makes batches of grants: the terms of the third series, with what a test changes.</summary>
internal static class Batch
{
    private static readonly (string Name, string Value)[] ThirdSeries =
    [
        ("issuer", "IIJ"), ("grant_id", "3rd-series"), ("security_code", "3774"), ("currency", "JPY"),
        ("allotment_date", "2013-07-11"), ("exercise_start", "2013-07-12"), ("exercise_end", "2043-07-11"),
        ("exercise_price", "1"), ("shares_per_right", "200"), ("maximum_rights", "135"), ("allotted_rights", "135"),
        ("policy", "iij-practice"), ("expected_remaining_years", "15"),
    ];

    /// <summary>One grant's fields.</summary>
    /// <param name="changes">Fields that differ or are added, as <c>name=value</c>; null as value takes one away.</param>
    public static Dictionary<string, string> Grant(params IEnumerable<string> changes)
    {
        var fields = ThirdSeries.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);
        foreach (var change in changes)
        {
            var (name, value) = (change[..change.IndexOf('=', StringComparison.Ordinal)], change[(change.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            if (value == "-") fields.Remove(name);
            else fields[name] = value;
        }

        return fields;
    }

    /// <summary>Grants <c>g00000</c> and on, each with another exercise price.</summary>
    /// <param name="count">How many.</param>
    /// <param name="changes">What differs from the third series in all of them.</param>
    public static IReadOnlyList<Dictionary<string, string>> Grants(int count, params string[] changes) =>
    [
        .. Enumerable.Range(0, count).Select(i => Grant(
            [$"grant_id={Id(i)}", string.Create(CultureInfo.InvariantCulture, $"exercise_price={i + 1}"), .. changes])),
    ];

    public static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"g{number:D5}");

    /// <summary>The rows as CSV; every row has the columns of the first that has most.</summary>
    /// <param name="rows">The rows.</param>
    public static string Csv(params IEnumerable<Dictionary<string, string>> rows)
    {
        var all = rows.ToList();
        List<string> names = [.. all.SelectMany(row => row.Keys).Distinct()];
        var text = new StringBuilder().AppendJoin(',', names).Append('\n');
        foreach (var row in all)
            text.AppendJoin(',', names.Select(name => $"\"{row.GetValueOrDefault(name, "").Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append('\n');
        return text.ToString();
    }

    /// <summary>An event as a row.</summary>
    public static Dictionary<string, string> Event(string grantId, int rights, string date = "2014-07-01", string issuer = "IIJ", string kind = "exercised", string reference = "minutes") => new()
    {
        ["issuer"] = issuer,
        ["grant_id"] = grantId,
        ["date"] = date,
        ["kind"] = kind,
        ["rights"] = rights.ToString(CultureInfo.InvariantCulture),
        ["reference"] = reference,
    };
}
