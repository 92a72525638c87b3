namespace Pricing.Pipeline.Register.Grants;

/// <summary>How many partitions issuers have, section <c>Ingestion</c>.</summary>
public sealed record BucketOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Ingestion";

    /// <summary>
    /// Partitions by issuer, 1 to 99; issuers not named have one. Counts only before the issuer's first grant.
    /// </summary>
    public Dictionary<string, int> Buckets { get; init; } = [];

    /// <summary>What is wrong with the settings; empty where nothing is.</summary>
    public IEnumerable<string> Defects() => Buckets
        .Where(bucket => bucket.Value is < 1 or > 99)
        .Select(bucket => $"{Section}:Buckets:{bucket.Key} = {bucket.Value}: must be from 1 to 99.");
}
