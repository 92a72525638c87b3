using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.Normalised;

/// <summary>The bodies that a part of a history comes from, and what their numbers are among them.</summary>
/// <param name="Sources">The bodies, in their order.</param>
/// <param name="Numbers">The new number of each by its number in the whole history.</param>
internal sealed record UsedSources(IReadOnlyList<DataSource> Sources, IReadOnlyDictionary<int, int> Numbers)
{
    /// <summary>Picks those that are used.</summary>
    /// <param name="all">The bodies of the whole history.</param>
    /// <param name="used">The numbers of those that the part names.</param>
    public static UsedSources Of(IReadOnlyList<DataSource> all, IEnumerable<int> used)
    {
        var numbers = used.Distinct().Order().Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        return new([.. numbers.Keys.Select(number => all[number])], numbers);
    }
}
