using Pricing.Files.Characters;
using Pricing.Files.Schemas;
using Pricing.Pipeline.Intake.Records;

namespace Pricing.Pipeline.Intake.Doors;

/// <summary>
/// What a blob's metadata say of its file: <c>kind</c>, <c>code</c>, <c>replace</c>, <c>origin</c>, <c>again</c>, <c>who</c>,
/// <c>reason</c>. Metadata are ASCII, so <c>who</c>, <c>reason</c> and <c>code</c> may be percent-encoded UTF-8.
/// </summary>
internal static class BlobMetadata
{
    /// <summary>Reads them. What is stated and cannot be read is noted: the file would be taken as what it is not said to be.</summary>
    /// <param name="metadata">The metadata.</param>
    public static SentFile Read(IDictionary<string, string> metadata)
    {
        var fields = new Dictionary<string, string>(metadata, StringComparer.OrdinalIgnoreCase);
        var failures = new List<Failure>();
        return new()
        {
            Name = "",
            Door = "",
            Kind = KindOf(fields, failures),
            Code = CodeOf(fields, failures),
            Replace = Says(fields, "replace", "true", "false", failures),
            IsSynthetic = Says(fields, "origin", "synthetic", otherwise: null, failures),
            Again = Says(fields, "again", "true", "false", failures),
            Who = Typed(fields, "who") ?? "",
            Reason = Typed(fields, "reason"),
            Misstated = failures,
        };
    }

    // Nobody is there to be told; a file is not lost for it.
    private static string? Typed(Dictionary<string, string> fields, string name) =>
        fields.TryGetValue(name, out var written) && Uri.UnescapeDataString(written) is var text && TypedText.HasVisible(text) ? TypedText.Shown(text) : null;

    private static string Stated(Dictionary<string, string> fields, string name) => (fields.GetValueOrDefault(name) ?? "").Trim();

    private static FileKind? KindOf(Dictionary<string, string> fields, List<Failure> failures)
    {
        const string name = "kind";
        var stated = Stated(fields, name);
        if (FileKindWords.All.TryGetValue(stated, out var kind)) return kind;
        if (stated.Length > 0) failures.Add(Wrong(name, stated, $"must be one of {string.Join(", ", FileKindWords.All.Keys)}"));
        return null;
    }

    private static string? CodeOf(Dictionary<string, string> fields, List<Failure> failures)
    {
        const string name = "code";
        var stated = Uri.UnescapeDataString(Stated(fields, name)).Trim();
        if (stated.Length == 0) return null;

        var read = SecurityCode.Parse(Width.Fold(stated).Trim());
        if (read.TryGet(out var code)) return code;

        failures.Add(read.Failures[0] with { Field = name, Value = TypedText.Shown(stated) });
        return null;
    }

    private static bool Says(Dictionary<string, string> fields, string name, string word, string? otherwise, List<Failure> failures)
    {
        var stated = Stated(fields, name);
        if (string.Equals(stated, word, StringComparison.OrdinalIgnoreCase)) return true;
        if (stated.Length > 0 && !string.Equals(stated, otherwise, StringComparison.OrdinalIgnoreCase))
            failures.Add(Wrong(name, stated, otherwise is null ? $"must be {word} or be left out" : $"must be {word} or {otherwise}"));
        return false;
    }

    private static Failure Wrong(string name, string stated, string reason) => new(ReasonCode.InvalidField, name, TypedText.Shown(stated), reason);
}
