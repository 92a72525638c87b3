using System.Collections.Concurrent;
using Pricing.Pipeline.MarketData.Actions;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Checks;

/// <summary>The facts of a share by the body that they name.</summary>
/// <param name="facts">The facts.</param>
internal sealed class StatedFacts(MarketFacts facts)
{
    private readonly ILookup<DataSource, PriceFact> prices = Of(facts.Prices?.Facts, fact => fact.Source, facts.Prices?.Sources);
    private readonly ILookup<DataSource, StatedAction> actions = Of(facts.Prices?.Actions?.Statements, statement => statement.Source, facts.Prices?.Actions?.Sources);
    private readonly ILookup<DataSource, DividendNotice> notices = Of(facts.Dividends?.Notices, notice => notice.Source, facts.Dividends?.Sources);

    /// <summary>What a body was found to differ in, and which curve was looked for in it.</summary>
    public ConcurrentDictionary<(DataSource Source, DateOnly? Curve), IReadOnlyList<Failure>> Found { get; } = [];

    public IReadOnlyList<PriceFact> PricesOf(DataSource source) => [.. prices[source]];

    public IReadOnlyList<StatedAction> ActionsOf(DataSource source) => [.. actions[source]];

    public IReadOnlyList<DividendNotice> NoticesOf(DataSource source) => [.. notices[source]];

    /// <summary>The hash of prices: another one says that something of them changed.</summary>
    public static string PrintOf(IReadOnlyList<PriceFact> stated)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        foreach (var fact in stated)
        {
            writer.Write(fact.Date.DayNumber);
            writer.Write((fact.NoTrade ? 1 : 0) | (fact.Replaces ? 2 : 0));
            Write(fact.Close);
            Write(fact.BasePrice);
            Write(fact.SplitNewPerOld?.Numerator);
            Write(fact.SplitNewPerOld?.Denominator);
        }

        return ContentHash.Of(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));

        void Write(decimal? number)
        {
            writer.Write(number is not null);
            writer.Write(number ?? 0m);
        }
    }

    /// <summary>The hash of other facts, by their text.</summary>
    public static string PrintOf<T>(IEnumerable<T> stated) => ContentHash.Of(string.Join('\n', stated));

    private static ILookup<DataSource, T> Of<T>(IEnumerable<T>? stated, Func<T, int> sourceOf, IReadOnlyList<DataSource>? sources) =>
        (stated ?? []).ToLookup(sourceOf)
            .SelectMany(group => group.Select(fact => (Source: sources![group.Key], Fact: fact)))
            .ToLookup(pair => pair.Source, pair => pair.Fact, ReferenceOrValue.Comparer);

    /// <summary>Sources are mostly the same object, which is seen sooner than that they are equal.</summary>
    private static class ReferenceOrValue
    {
        public static EqualityComparer<DataSource> Comparer { get; } = EqualityComparer<DataSource>.Create(
            (one, other) => ReferenceEquals(one, other) || one == other, source => source.Sha256.GetHashCode(StringComparison.Ordinal));
    }
}
