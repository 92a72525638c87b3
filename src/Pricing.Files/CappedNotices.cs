using System.Globalization;

namespace Pricing.Files;

/// <summary>Notices of one sort: the first ones are told, of the others how many they are.</summary>
public static class CappedNotices
{
    /// <summary>The notices as they are told.</summary>
    /// <param name="first">The notices, at least the first <paramref name="most"/> of them.</param>
    /// <param name="count">How many there are in all.</param>
    /// <param name="most">How many are told.</param>
    /// <param name="what">What the others are: <c>shares with gaps</c>.</param>
    /// <param name="one">What one other is: <c>share with gaps</c>.</param>
    public static IReadOnlyList<string> Of(IEnumerable<string> first, int count, int most, string what, string one)
    {
        var more = count - most;
        return more <= 0
            ? [.. first]
            : [.. first.Take(most), string.Create(CultureInfo.InvariantCulture, $"and {more} more {(more == 1 ? one : what)}")];
    }
}
