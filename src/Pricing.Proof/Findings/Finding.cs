namespace Pricing.Proof.Findings;

/// <summary>What a proof found at one place.</summary>
/// <param name="Kind">Whether it differs, or could not be checked.</param>
/// <param name="Place">Where it is stored: a table and its keys, a container and the blob, a file and its line.</param>
/// <param name="Field">The field that differs; empty where it is all of it.</param>
/// <param name="Stored">What is stored; empty where that cannot be shown.</param>
/// <param name="Found">What was computed again or stands in the source; empty where there is nothing to show.</param>
/// <param name="Reason">What it means.</param>
public sealed record Finding(FindingKind Kind, string Place, string Field, string Stored, string Found, string Reason);

/// <summary>Whether something differs, or could not be checked.</summary>
public enum FindingKind
{
    /// <summary>What is stored is not what it was made of, or not what its hash says.</summary>
    Difference,

    /// <summary>What it would be compared with is not kept, or was never sealed.</summary>
    NotChecked,
}
