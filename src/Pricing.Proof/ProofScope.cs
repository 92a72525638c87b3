using Pricing.Pipeline.Nights.Runs;

namespace Pricing.Proof;

/// <summary>What a proof looks at.</summary>
public sealed record ProofScope
{
    /// <summary>Everything that is stored.</summary>
    public static ProofScope All { get; } = new();

    /// <summary>Everything in a storage that holds the package of one issuer.</summary>
    public static ProofScope Package { get; } = new() { IsPackage = true };

    /// <summary>Whether the storage holds what belongs to one issuer only: the other links of the chain are not there.</summary>
    public bool IsPackage { get; init; }

    /// <summary>One run with all that its values rest on; null for none.</summary>
    public NightRun? Run { get; init; }

    /// <summary>The issuer of one grant with all its values; null for none.</summary>
    public string? Issuer { get; init; }

    /// <summary>The grant of <see cref="Issuer"/>.</summary>
    public string? GrantId { get; init; }
}
