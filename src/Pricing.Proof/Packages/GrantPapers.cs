using System.Runtime.CompilerServices;
using Pricing.Papers.Facts;
using Pricing.Papers.Making;
using Pricing.Papers.Reading;
using Pricing.Papers.Wording;
using Pricing.Pipeline.Values;

namespace Pricing.Proof.Packages;

/// <summary>The papers of a package: workbook and report of each grant in both languages, the same each time they are made.</summary>
/// <param name="reader">Reads what they say, from the storage that is packed, or that holds a package.</param>
/// <param name="policies">The rules by which values were made, whatever the settings of this machine say.</param>
public sealed class GrantPapers(PaperReader reader, PolicyRegister policies)
{
    private static readonly PaperKind[] Kinds = [PaperKind.Workbook, PaperKind.Report];

    /// <summary>Makes the papers of the grant-date value, or of the newest; none where there is no value, or it failed.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="madeAt">The time that they state as that of their making, UTC.</param>
    /// <param name="isNotForPublication">Whether they say that they are not for publication.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Each with its name as a file, and the one that earlier releases gave it where that was another.</returns>
    public async IAsyncEnumerable<(string Name, string? FormerName, byte[] Content)> MakeAsync(
        string issuer, string grantId, DateTimeOffset madeAt, bool isNotForPublication, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await FindAsync(issuer, grantId, madeAt, isNotForPublication, cancellationToken) is not { } paper) yield break;

        await foreach (var made in MakeAsync(paper, cancellationToken)) yield return made;
    }

    /// <summary>What the papers of a grant say.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="madeAt">The time that they state as that of their making, UTC.</param>
    /// <param name="isNotForPublication">Whether they say that they are not for publication.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>It; null where there is no value, or it failed.</returns>
    internal async Task<GrantPaper?> FindAsync(
        string issuer, string grantId, DateTimeOffset madeAt, bool isNotForPublication, CancellationToken cancellationToken)
    {
        var read = await reader.ReadAsync(new(issuer, grantId), cancellationToken);
        if (!read.TryGet(out var found)) return null;

        var value = found.Value;
        var policy = await policies.FindAsync(value.Policy, value.PolicyVersion, value.PolicyHash, cancellationToken);
        return found with { MadeAt = madeAt, IsNotForPublication = isNotForPublication, Policy = policy.IsSuccess ? policy.Value : null };
    }

    /// <summary>Makes papers.</summary>
    /// <param name="paper">What they say.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Each with its name as a file, and the one that earlier releases gave it where that was another.</returns>
    internal static async IAsyncEnumerable<(string Name, string? FormerName, byte[] Content)> MakeAsync(
        GrantPaper paper, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var language in Enum.GetValues<PaperLanguage>())
        {
            foreach (var kind in Kinds)
            {
                using var content = new MemoryStream();
                await kind.WriteAsync(paper, language, content, cancellationToken);
                yield return (kind.NameOf(paper, language), kind.FormerNameOf(paper, language), content.ToArray());
            }
        }
    }
}
