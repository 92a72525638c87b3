using Pricing.Pipeline.Intake.Records;

namespace Pricing.Pipeline.Intake.Doors;

/// <summary>
/// What a blob's metadata say of its file: <c>kind</c>, <c>code</c>, <c>replace</c>, <c>origin</c>, <c>again</c>, <c>who</c>,
/// <c>reason</c>. Metadata are ASCII, so <c>who</c> and <c>reason</c> may be percent-encoded UTF-8.
/// </summary>
internal static class BlobMetadata
{
    /// <summary>Reads them; whatever is no word of a field is passed over.</summary>
    /// <param name="metadata">The metadata.</param>
    public static SentFile Read(IDictionary<string, string> metadata)
    {
        var fields = new Dictionary<string, string>(metadata, StringComparer.OrdinalIgnoreCase);
        return new()
        {
            Name = "",
            Door = "",
            Kind = FileKindWords.All.TryGetValue(fields.GetValueOrDefault("kind", ""), out var kind) ? kind : null,
            Code = SecurityCode.Parse(fields.GetValueOrDefault("code", "")).TryGet(out var code) ? code : null,
            Replace = Says(fields, "replace", "true"),
            IsSynthetic = Says(fields, "origin", "synthetic"),
            Again = Says(fields, "again", "true"),
            Who = Typed(fields, "who") ?? "",
            Reason = Typed(fields, "reason"),
        };
    }

    // Nobody is there to be told; a file is not lost for it.
    private static string? Typed(Dictionary<string, string> fields, string name) =>
        fields.TryGetValue(name, out var written) && Uri.UnescapeDataString(written) is var text && TypedText.HasVisible(text) ? TypedText.Shown(text) : null;

    private static bool Says(Dictionary<string, string> fields, string name, string word) =>
        string.Equals(fields.GetValueOrDefault(name), word, StringComparison.OrdinalIgnoreCase);
}
