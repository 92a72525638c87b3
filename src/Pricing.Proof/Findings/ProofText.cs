using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pricing.Proof.Findings;

/// <summary>What a proof came to, for people and as JSON.</summary>
public static class ProofText
{
    private const int MostShown = 50;

    /// <summary>For people: what was compared, then what was found.</summary>
    /// <param name="report">The report.</param>
    public static string Of(ProofReport report)
    {
        var text = new StringBuilder();
        var compared = report.Checked.Where(subject => subject.Value > 0).Select(subject => Counted(subject.Key, subject.Value));
        if (report.Checked.Count > 0) text.Append("Compared: ").Append(string.Join(", ", compared)).AppendLine(".");
        foreach (var finding in report.Findings.OrderBy(finding => finding.Kind).Take(MostShown)) text.AppendLine(Line(finding));
        if (report.Differences + report.NotChecked > MostShown) text.AppendLine(CultureInfo.InvariantCulture, $"... and more; --json lists up to {ProofLog.MostKept:#,0} of each kind.");
        text.Append(report switch
        {
            { IsAlike: true } => "All is alike.",
            { Differences: 0 } => string.Create(CultureInfo.InvariantCulture, $"Nothing differs; {report.NotChecked:#,0} could not be checked."),
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Differences:#,0} {(report.Differences == 1 ? "differs" : "differ")}, {report.NotChecked:#,0} could not be checked."),
        });
        return text.ToString();
    }

    /// <summary>As one JSON object.</summary>
    /// <param name="report">The report.</param>
    public static string Json(ProofReport report) => JsonSerializer.Serialize(report, ProofJson.Default.ProofReport);

    /// <summary>How many things of a kind, in words: <c>1 plan</c>, <c>7 bodies of feeds</c>.</summary>
    /// <param name="subject">The kind.</param>
    /// <param name="count">How many.</param>
    public static string Counted(ProofSubject subject, int count)
    {
        var (one, many) = subject switch
        {
            ProofSubject.Values => ("value", "values"),
            ProofSubject.Evidence => ("piece of evidence", "pieces of evidence"),
            ProofSubject.Grants => ("version of a grant", "versions of grants"),
            ProofSubject.Events => ("event", "events"),
            ProofSubject.Holders => ("holder", "holders"),
            ProofSubject.Files => ("file that came in", "files that came in"),
            ProofSubject.Bodies => ("body of a feed", "bodies of feeds"),
            ProofSubject.Histories => ("history of market data", "histories of market data"),
            ProofSubject.Policies => ("version of a policy", "versions of policies"),
            ProofSubject.Plans => ("plan", "plans"),
            ProofSubject.Exports => ("export", "exports"),
            ProofSubject.Manifests => ("manifest of a run", "manifests of runs"),
            ProofSubject.Papers => ("paper", "papers"),
            ProofSubject.Settings => ("change of settings", "changes of settings"),
            ProofSubject.Decisions => ("decision", "decisions"),
            ProofSubject.Publications => ("publication", "publications"),
            ProofSubject.Closings => ("closing of a period", "closings of periods"),
            _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, "No such kind."),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {(count == 1 ? one : many)}");
    }

    private static string Line(Finding finding)
    {
        var kind = finding.Kind == FindingKind.Difference ? "DIFFERS" : "NOT CHECKED";
        var field = finding.Field.Length > 0 ? $" {finding.Field}" : "";
        var figures = (finding.Stored, finding.Found) switch
        {
            ("", "") => "",
            (_, "") => $": stored '{finding.Stored}', found nothing",
            ("", _) => $": nothing stored, found '{finding.Found}'",
            _ => $": stored '{finding.Stored}', found '{finding.Found}'",
        };
        return $"{kind} {finding.Place}{field}{figures}: {finding.Reason}";
    }
}

/// <summary>The JSON of proofs.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ProofReport))]
internal sealed partial class ProofJson : JsonSerializerContext;
