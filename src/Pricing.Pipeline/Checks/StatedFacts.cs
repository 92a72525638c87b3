using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
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
    private const int LongestPrint = 4 + 1 + (4 * sizeof(decimal));
    private const int PrintsAtOnce = 64;

    private readonly BySource<PriceFact> prices = new(facts.Prices?.Facts, fact => fact.Source, facts.Prices?.Sources);
    private readonly BySource<StatedAction> actions = new(facts.Prices?.Actions?.Statements, statement => statement.Source, facts.Prices?.Actions?.Sources);
    private readonly BySource<DividendNotice> notices = new(facts.Dividends?.Notices, notice => notice.Source, facts.Dividends?.Sources);

    /// <summary>What a body was found to differ in, and which curve was looked for in it.</summary>
    public ConcurrentDictionary<(DataSource Source, DateOnly? Curve), IReadOnlyList<Failure>> Found { get; } = [];

    // Null where the body is none of the sources of such facts.
    public IReadOnlyList<PriceFact>? PricesOf(DataSource source) => prices.Of(source);

    public IReadOnlyList<StatedAction>? ActionsOf(DataSource source) => actions.Of(source);

    public IReadOnlyList<DividendNotice>? NoticesOf(DataSource source) => notices.Of(source);

    /// <summary>The hash of prices: another one says that something of them changed.</summary>
    public static string PrintOf(IReadOnlyList<PriceFact> stated)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[PrintsAtOnce * LongestPrint];
        var length = 0;
        foreach (var fact in stated)
        {
            if (length > bytes.Length - LongestPrint)
            {
                hash.AppendData(bytes[..length]);
                length = 0;
            }

            // What is there is told first, so that no two facts have the same bytes.
            BinaryPrimitives.WriteInt32LittleEndian(bytes[length..], fact.Date.DayNumber);
            bytes[length + 4] = (byte)((fact.NoTrade ? 1 : 0) | (fact.Replaces ? 2 : 0) | (fact.Close is null ? 0 : 4) | (fact.BasePrice is null ? 0 : 8) | (fact.SplitNewPerOld is null ? 0 : 16));
            length += 5;
            length += Write(fact.Close, bytes[length..]);
            length += Write(fact.BasePrice, bytes[length..]);
            length += Write(fact.SplitNewPerOld?.Numerator, bytes[length..]);
            length += Write(fact.SplitNewPerOld?.Denominator, bytes[length..]);
        }

        hash.AppendData(bytes[..length]);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The hash of other facts, by their text.</summary>
    public static string PrintOf<T>(IEnumerable<T> stated) => ContentHash.Of(string.Join('\n', stated));

    private static int Write(decimal? number, Span<byte> bytes)
    {
        if (number is not { } stated) return 0;

        Span<int> bits = stackalloc int[4];
        decimal.GetBits(stated, bits);
        for (var part = 0; part < bits.Length; part++) BinaryPrimitives.WriteInt32LittleEndian(bytes[(part * sizeof(int))..], bits[part]);
        return sizeof(decimal);
    }
}
