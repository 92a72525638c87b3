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
            Who = Uri.UnescapeDataString(fields.GetValueOrDefault("who", "")),
            Reason = fields.TryGetValue("reason", out var reason) ? Uri.UnescapeDataString(reason) : null,
        };
    }

    private static bool Says(Dictionary<string, string> fields, string name, string word) =>
        string.Equals(fields.GetValueOrDefault(name), word, StringComparison.OrdinalIgnoreCase);
}
