using Azure.Data.Tables;

namespace Pricing.Pipeline.Register.Grants;

/// <summary>What another row is judged by of a version of a grant; a grant may have hundreds of them.</summary>
/// <param name="Version">The version, from 1.</param>
/// <param name="TermsHash">The hash of its terms.</param>
/// <param name="BatchHash">The batch that brought it.</param>
/// <param name="Line">The row of that batch.</param>
internal sealed record GrantVersion(int Version, string TermsHash, string BatchHash, int Line)
{
    /// <summary>The columns that it is read from.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        [nameof(StoredGrant.Version), nameof(StoredGrant.TermsHash), nameof(StoredGrant.BatchHash), nameof(StoredGrant.Line)];

    public static GrantVersion Of(StoredGrant grant) => new(grant.Version, grant.TermsHash, grant.BatchHash, grant.Line);

    public static GrantVersion Read(TableEntity row) => new(
        row.GetInt32(nameof(StoredGrant.Version))!.Value,
        row.GetString(nameof(StoredGrant.TermsHash)),
        row.GetString(nameof(StoredGrant.BatchHash)),
        row.GetInt32(nameof(StoredGrant.Line))!.Value);
}
