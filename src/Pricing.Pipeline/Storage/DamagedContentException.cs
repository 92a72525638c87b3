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
}
