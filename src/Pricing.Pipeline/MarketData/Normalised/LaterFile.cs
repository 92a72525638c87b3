using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.Normalised;

/// <summary>
/// Of two files the one that came later stands. One whose taking-in failed at first may be taken in after it, and does not take the place of
/// what that one states.
/// </summary>
internal static class LaterFile
{
    /// <summary>That what is stored came later.</summary>
    /// <param name="source">The source of what is stated.</param>
    /// <param name="known">The source of what is stored.</param>
    /// <returns>By what it is stored, for a sentence; null where it came not later, or where one of both is no file.</returns>
    public static string? By(DataSource source, DataSource known) => source.IsFile && known.IsFile && known.FetchedAt > source.FetchedAt
        ? $"by a file that came later, at {DateText.OfInstant(known.FetchedAt)},"
        : null;
}
