using Pricing.Pipeline.Nights.Runs;
using Pricing.Proof.Packages;

namespace Pricing.Proof;

/// <summary>What a proof looks at.</summary>
public sealed record ProofScope
{
    /// <summary>Everything that is stored.</summary>
    public static ProofScope All { get; } = new();

    /// <summary>The package of one issuer that the storage holds, of which everything is looked at; null where it is no package.</summary>
    public PackageFolder? Package { get; init; }

    /// <summary>One run with all that its values rest on; null for none.</summary>
    public NightRun? Run { get; init; }

    /// <summary>The issuer of one grant with all its values; null for none.</summary>
    public string? Issuer { get; init; }

    /// <summary>The grant of <see cref="Issuer"/>.</summary>
    public string? GrantId { get; init; }
}
