using Azure.Data.Tables;
using Pricing.Pipeline.Storage;

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

    public static Outcome<GrantVersion> Read(TableEntity row) =>
        Number(row, nameof(StoredGrant.Version)) is { } version
        && Text(row, nameof(StoredGrant.TermsHash)) is { } terms
        && Text(row, nameof(StoredGrant.BatchHash)) is { } batch
        && Number(row, nameof(StoredGrant.Line)) is { } line
            ? new GrantVersion(version, terms, batch, line)
            : StoredRow.Damage("grants", row, "a column of its version is missing or of another type");

    private static int? Number(TableEntity row, string column) => row.TryGetValue(column, out var value) ? value as int? : null;

    private static string? Text(TableEntity row, string column) => row.TryGetValue(column, out var value) ? value as string : null;
}
