using Azure;

namespace Pricing.Pipeline.MarketData.History;

/// <summary>Which histories are stored, and in which versions: what an index does not name need not be looked for.</summary>
/// <param name="Versions">The ETag of each by its blob's name.</param>
public sealed record MarketIndex(IReadOnlyDictionary<string, string> Versions)
{
    /// <summary>An ETag as an index holds it: a list of blobs states it without the quotes that the blob's own answer has.</summary>
    /// <param name="version">The ETag.</param>
    public static string Text(ETag version) => version.ToString().Trim('"');

    /// <summary>The version of a history.</summary>
    /// <param name="name">The blob's name.</param>
    /// <returns>Its ETag; null where nothing is stored.</returns>
    public string? VersionOf(string name) => Versions.GetValueOrDefault(name);
}
