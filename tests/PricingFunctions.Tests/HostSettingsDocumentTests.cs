using System.Text.Json;
using System.Text.RegularExpressions;
using PricingFunctions.Local;

namespace PricingFunctions.Tests;

public sealed class HostSettingsDocumentTests
{
    /// <summary>Not tuned: the schema's version, and what is shown of logs.</summary>
    private static readonly string[] NotTuned = ["version", "logging"];

    [Fact]
    public void HostSettings_EveryOne_IsInTheDocumentWithItsValueAndReason()
    {
        var file = File.ReadAllBytes(Path.Combine(RepositoryRoot.Find(), "host.json"));
        using var host = JsonDocument.Parse(file);
        var set = Leaves(host.RootElement, "").Where(leaf => !NotTuned.Contains(leaf.Name.Split('.')[0])).ToHashSet();

        var text = File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "docs", "operations.md"));
        var section = text.Split("## host.json")[1].Split("\n## ")[0];
        var documented = Regex.Matches(section, @"^\| `([^`]+)` \| `([^`]+)` \| \S.* \|$", RegexOptions.Multiline)
            .Select(row => (row.Groups[1].Value, row.Groups[2].Value == "empty" ? "" : row.Groups[2].Value));

        Assert.Equal(set.Order(), documented.Order());
    }

    private static IEnumerable<(string Name, string Value)> Leaves(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().SelectMany(member => Leaves(member.Value, path is "" ? member.Name : $"{path}.{member.Name}"))
            : [(path.Replace("extensions.", "", StringComparison.Ordinal), element.ToString())];
}
