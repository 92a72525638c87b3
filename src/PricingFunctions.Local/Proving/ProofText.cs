using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pricing.Proof.Findings;

namespace PricingFunctions.Local.Proving;

/// <summary>What a proof came to, for people and as JSON.</summary>
internal static class ProofText
{
    private const int MostShown = 50;

    /// <summary>For people: what was compared, then what was found.</summary>
    /// <param name="report">The report.</param>
    public static string Of(ProofReport report)
    {
        var text = new StringBuilder();
        var compared = report.Checked.Where(subject => subject.Value > 0).Select(subject => string.Create(
            CultureInfo.InvariantCulture, $"{subject.Value:#,0} {subject.Key.ToString().ToLowerInvariant()}"));
        if (report.Checked.Count > 0) text.Append("Compared: ").Append(string.Join(", ", compared)).AppendLine(".");
        foreach (var finding in report.Findings.OrderBy(finding => finding.Kind).Take(MostShown)) text.AppendLine(Line(finding));
        if (report.Differences + report.NotChecked > MostShown) text.AppendLine("... and more; --json lists up to 1,000.");
        text.Append(report switch
        {
            { IsAlike: true } => "All is alike.",
            { Differences: 0 } => string.Create(CultureInfo.InvariantCulture, $"Nothing differs; {report.NotChecked:#,0} could not be checked."),
            _ => string.Create(CultureInfo.InvariantCulture, $"{report.Differences:#,0} differ, {report.NotChecked:#,0} could not be checked."),
        });
        return text.ToString();
    }

    /// <summary>As one JSON object.</summary>
    /// <param name="report">The report.</param>
    public static string Json(ProofReport report) => JsonSerializer.Serialize(report, ProofJson.Default.ProofReport);

    private static string Line(Finding finding)
    {
        var kind = finding.Kind == FindingKind.Difference ? "DIFFERS" : "NOT CHECKED";
        var field = finding.Field.Length > 0 ? $" {finding.Field}" : "";
        var figures = finding.Stored.Length + finding.Found.Length > 0 ? $": stored '{finding.Stored}', found '{finding.Found}'" : "";
        return $"{kind} {finding.Place}{field}{figures}: {finding.Reason}";
    }
}

/// <summary>The JSON of proofs.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ProofReport))]
internal sealed partial class ProofJson : JsonSerializerContext;
