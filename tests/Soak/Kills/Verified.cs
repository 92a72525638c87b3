using System.Globalization;
using System.Text.Json.Nodes;
using Pricing.Pipeline.Storage;
using Testing;

namespace Soak.Kills;

/// <summary>What <c>verify</c> said of a storage.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Text">What it came to, or what it says instead where it could not be carried out.</param>
/// <param name="Differences">How much differs.</param>
/// <param name="Findings">What differs or could not be checked; of each kind a thousand at most are named.</param>
internal sealed record Verified(int ExitCode, string Text, int Differences, IReadOnlyList<Verified.Finding> Findings)
{
    private const string Difference = "Difference";
    private const int Shown = 12;

    /// <summary>What differs, of what is named.</summary>
    public IReadOnlyList<Finding> Differing { get; } = [.. Findings.Where(finding => finding.Kind == Difference)];

    /// <summary>What could not be checked, of what is named.</summary>
    public IReadOnlyList<Finding> NotChecked { get; } = [.. Findings.Where(finding => finding.Kind != Difference)];

    /// <summary>Whether all that differs is named.</summary>
    public bool NamesAll => Differing.Count == Differences;

    /// <summary>Runs it.</summary>
    /// <param name="account">What it looks at.</param>
    /// <param name="scope">The options that say how much of it.</param>
    public static async Task<Verified> RunAsync(StorageOptions account, params string[] scope)
    {
        var result = await LocalProgram.RunAsync(["verify", .. scope, "--json"], KillScene.Environment(account, hasNights: false));
        if (!result.Output.StartsWith('{')) return new(result.ExitCode, $"{result.ExitCode} {result.Output}{result.Error}", 0, []);

        var report = JsonNode.Parse(result.Output)!;
        Finding[] findings = [.. report["findings"]!.AsArray().Select(one => new Finding($"{one!["kind"]}", $"{one["place"]}", $"{one["field"]}", $"{one["reason"]}"))];
        var text = string.Create(CultureInfo.InvariantCulture, $"{result.ExitCode}, {report["differences"]} differ, {report["notChecked"]} not checked");
        return new(result.ExitCode, string.Join(" | ", findings.OrderBy(finding => finding.Kind, StringComparer.Ordinal).Take(Shown).Select(finding => $"{finding}").Prepend(text)), (int)report["differences"]!, findings);
    }

    /// <summary>One place.</summary>
    /// <param name="Kind">Whether it differs.</param>
    /// <param name="Place">Where it is stored.</param>
    /// <param name="Field">Which field; empty where there is none.</param>
    /// <param name="Reason">What it means.</param>
    internal sealed record Finding(string Kind, string Place, string Field, string Reason)
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Kind} {Place} {Field}: {Reason}";
    }
}
