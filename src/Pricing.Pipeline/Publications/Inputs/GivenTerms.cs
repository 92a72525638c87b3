using System.Globalization;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Publications.Inputs;

/// <summary>Something that the terms of a grant give to its values.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Version">The version of the terms that stated it first.</param>
/// <param name="Subject">Which one.</param>
/// <param name="States">What it says.</param>
/// <param name="Reason">Why, where it was said.</param>
public sealed record GivenTerm(GivenKind Kind, int Version, string Subject, string States, string? Reason = null);

/// <summary>Finds what the terms of a grant give: each version, and each input that they state in the place of a feed.</summary>
public static class GivenTerms
{
    private const string Version = "version";

    private static readonly (GivenKind Kind, string[] Columns)[] Stated =
    [
        (GivenKind.Policy, ["policy"]),
        (GivenKind.RiskFreeRate, ["risk_free_rate", "rate_source"]),
        (GivenKind.Dividend, ["dividend_per_share"]),
        (GivenKind.Window, ["window_from", "window_to"]),
        (GivenKind.Exclusion, ["exclude"]),
        (GivenKind.MeantReason, ["meant_reason"]),
    ];

    /// <summary>What is given, with the file and the row that brought it.</summary>
    /// <param name="versions">The versions of the terms, ascending; the last one is that of the value.</param>
    public static IEnumerable<(GivenTerm Term, string Batch, int Line)> Of(IReadOnlyList<StoredGrant> versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        IReadOnlyDictionary<string, string>[] fields = [.. versions.Select(version => GrantTermsReader.Write(version.Terms))];
        for (var index = 0; index < versions.Count; index++)
        {
            var stored = versions[index];
            var subject = string.Create(CultureInfo.InvariantCulture, $"{Version} {stored.Version}");
            yield return (index == 0 && stored.Version == 1
                ? new(GivenKind.Grant, stored.Version, subject, Text(fields[index]))
                : new(GivenKind.Amendment, stored.Version, subject, Changes(index == 0 ? null : fields[index - 1], fields[index]), stored.AmendReason), stored.BatchHash, stored.Line);
        }

        foreach (var (kind, columns) in Stated)
        {
            var said = Text(fields[^1], columns);
            if (said.Length == 0) continue;

            // It was given by the first of the last versions that say the same.
            var first = versions.Count - 1;
            while (first > 0 && Text(fields[first - 1], columns) == said) first--;
            yield return (new(kind, versions[first].Version, columns[0], said), versions[first].BatchHash, versions[first].Line);
        }
    }

    private static string Text(IReadOnlyDictionary<string, string> fields, params string[] columns) => string.Join(
        ", ",
        fields.Where(field => columns.Length == 0 || columns.Contains(field.Key)).Select(field => $"{field.Key}={field.Value}"));

    private static string Changes(IReadOnlyDictionary<string, string>? before, IReadOnlyDictionary<string, string> after) => before is null
        ? Text(after)
        : string.Join(
            ", ",
            before.Keys.Union(after.Keys)
                .Where(name => before.GetValueOrDefault(name) != after.GetValueOrDefault(name))
                .Select(name => $"{name}: {before.GetValueOrDefault(name) ?? "not stated"} > {after.GetValueOrDefault(name) ?? "not stated"}"));
}
