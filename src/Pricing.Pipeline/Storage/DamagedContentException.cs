namespace Pricing.Pipeline.Storage;

/// <summary>
/// What is stored is not what was stored: it does not match its own hash, cannot be read, or what it must lie beside is
/// gone. It is never used; the message names its place.
/// </summary>
/// <param name="place">The blob or row.</param>
/// <param name="reason">What is wrong with it, as the rest of a sentence.</param>
public sealed class DamagedContentException(string place, string reason) : Exception($"{place} {reason}")
{
    /// <summary>The blob or row.</summary>
    public string Place { get; } = place;

    /// <summary>What is wrong with it, as the rest of a sentence.</summary>
    public string Reason { get; } = reason;

    /// <summary>The hash that it must have; empty where it is something else than a hash that is wrong.</summary>
    public string StatedHash { get; init; } = "";

    /// <summary>The hash that it has; empty with <see cref="StatedHash"/>.</summary>
    public string FoundHash { get; init; } = "";
}
