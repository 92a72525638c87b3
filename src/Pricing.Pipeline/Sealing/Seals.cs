namespace Pricing.Pipeline.Sealing;

/// <summary>Words of seals: the hashes by which a stored result is known again.</summary>
public static class Seals
{
    /// <summary>Stands where a hash would, for what was stored before results were sealed.</summary>
    public const string Unsealed = "unsealed";
}
