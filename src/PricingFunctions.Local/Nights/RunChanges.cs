using System.Globalization;
using Pricing.Pipeline.Nights.Runs;
using Spectre.Console;

namespace PricingFunctions.Local.Nights;

/// <summary>
/// The runs of a date that completed while one was asked for: what was due came first, and what it changed is unchanged in the run
/// that follows.
/// </summary>
internal static class RunChanges
{
    private const int MostShown = 20;

    // What a person asks after; the rest stands in the values.
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["status"] = "",
        ["sharePrice"] = "S",
        ["sharePriceDate"] = "date of S",
        ["exercisePrice"] = "X",
        ["years"] = "T",
        ["volatility"] = "sigma",
        ["riskFreeRate"] = "r",
        ["curveDate"] = "curve of",
        ["dividendYield"] = "q",
        ["rightsOutstanding"] = "rights",
        ["policy"] = "policy",
        ["policyVersion"] = "policy version",
        ["failures"] = "failures",
    };

    /// <summary>Says which runs completed meanwhile, and what they and the run that was asked for changed.</summary>
    /// <param name="client">The host.</param>
    /// <param name="before">The runs of the date before the request.</param>
    /// <param name="asked">The run that was asked for, at its end.</param>
    /// <param name="console">Where to.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public static async Task PrintAsync(
        NightClient client, IReadOnlyList<RunRecord> before, RunRecord asked, IAnsiConsole console, CancellationToken cancellationToken)
    {
        if (asked.Version == 1) return;

        var known = before.Where(run => run.Status == RunStatus.Completed).Select(run => run.Version).ToHashSet();
        RunRecord? earlier = null;
        foreach (var run in (await client.RunsAsync(asked.Date, cancellationToken)).Where(run => run.Status == RunStatus.Completed).OrderBy(run => run.Version))
        {
            if (!known.Contains(run.Version)) await PrintAsync(client, earlier, run, asked, console, cancellationToken);
            earlier = run;
        }
    }

    private static async Task PrintAsync(
        NightClient client, RunRecord? earlier, RunRecord run, RunRecord asked, IAnsiConsole console, CancellationToken cancellationToken)
    {
        if (run.Version != asked.Version)
        {
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Meanwhile {run.ToRun()} was completed, asked for by {run.AskedBy} ({run.Reason}): {run.Rows} stored, {run.Failed} failed, {run.Unchanged} unchanged"));
        }

        if (earlier is null) return;

        var comparison = await client.CompareAsync(run.ToRun(), earlier.Version, cancellationToken);
        foreach (var change in comparison.Changes.Take(MostShown))
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  v{run.Version} {change.Issuer} {change.GrantId} {What(change)}"));
        if (comparison.Changes.Count > MostShown)
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  v{run.Version}: and {comparison.Changes.Count - MostShown} more values"));
    }

    private static string What(Change change)
    {
        if (change.VersionBefore is null) return $"is new: {Amount(change.AmountAfter)}";

        var amount = change.AmountBefore == change.AmountAfter
            ? $"stays {Amount(change.AmountAfter)}"
            : $"goes from {Amount(change.AmountBefore)} to {Amount(change.AmountAfter)}";
        var fields = change.Differences
            .Where(field => Names.ContainsKey(field.Name))
            .Select(field => $"{Names[field.Name]} {Text(field.Before)} to {Text(field.After)}".TrimStart())
            .ToList();
        return fields.Count == 0 ? amount : $"{amount}; {string.Join(", ", fields)}";
    }

    private static string Amount(string? perRight) => string.IsNullOrEmpty(perRight) ? "no value" : $"{ValueTable.Amount(perRight)} per right";

    private static string Text(string? value) => string.IsNullOrEmpty(value) ? "none" : value;

    /// <summary>How two runs of a date differ, as the host answers.</summary>
    /// <param name="Changes">The values that the later one says otherwise, or for the first time.</param>
    internal sealed record Comparison(IReadOnlyList<Change> Changes);

    /// <summary>A value that differs.</summary>
    /// <param name="Issuer">The issuer.</param>
    /// <param name="GrantId">The grant.</param>
    /// <param name="VersionBefore">The version of the value by the earlier run; null where it had none.</param>
    /// <param name="AmountBefore">The amount per right by the earlier run; empty where it failed.</param>
    /// <param name="AmountAfter">The amount per right by the later run; empty where it failed.</param>
    /// <param name="Differences">What differs.</param>
    internal sealed record Change(
        string Issuer, string GrantId, int? VersionBefore, string? AmountBefore, string? AmountAfter, IReadOnlyList<Field> Differences);

    /// <summary>A field that differs.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Before">By the earlier run.</param>
    /// <param name="After">By the later run.</param>
    internal sealed record Field(string Name, string? Before, string? After);
}
