using Pricing.Pipeline.Checks;
using Pricing.Pipeline.MarketData.Actions;
using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Valuations;
using Pricing.Proof.Findings;
using Pricing.Rates;

namespace Pricing.Proof.Market;

/// <summary>Compares the normalised histories with the bodies that they came from, which are parsed anew.</summary>
/// <param name="market">The histories.</param>
/// <param name="archive">The bodies.</param>
/// <param name="bodies">Compares the bodies with their names.</param>
/// <param name="sendings">Compares the files that sources name with the records of their sending.</param>
/// <param name="check">Compares what shares' histories say with the bodies.</param>
/// <param name="priceReaders">Read bodies of prices.</param>
/// <param name="noticeReaders">Read bodies of dividends.</param>
/// <param name="actionReaders">Read bodies of corporate actions.</param>
/// <param name="curveReaders">Read bodies of curves.</param>
/// <param name="log">Where the findings go.</param>
internal sealed class HistoryProof(
    MarketDataStore market,
    RawArchive archive,
    BodyProof bodies,
    SendingProof sendings,
    FactsCheck check,
    IEnumerable<IPriceBodies> priceReaders,
    IEnumerable<INoticeBodies> noticeReaders,
    IEnumerable<IActionBodies> actionReaders,
    IEnumerable<ICurveBodies> curveReaders,
    ProofLog log)
{
    private const string Refused = "is refused by the rules of today";
    private const string CurvesPlace = "market-data/curves/jgb";

    private const int MostShares = 64;

    private readonly Dictionary<string, ShareHistories?> shares = new(StringComparer.Ordinal);
    private readonly HashSet<string> compared = new(StringComparer.Ordinal);
    private (bool IsRead, CurveHistory? Curves) curves;

    /// <summary>The histories of a share, compared with their bodies the first time. The last ones are remembered.</summary>
    /// <param name="code">The security code, five characters.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The histories; null where they cannot be read.</returns>
    public async Task<ShareHistories?> OfShareAsync(string code, CancellationToken cancellationToken)
    {
        if (shares.TryGetValue(code, out var known)) return known;

        ShareHistories? read = null;
        await log.LookAsync($"market-data/prices/{code}", async () =>
        {
            var prices = await market.ReadPricesAsync(code, cancellationToken);
            var dividends = await market.ReadDividendsAsync(code, cancellationToken);
            if (compared.Add(code))
            {
                log.Count(ProofSubject.Histories);
                var facts = new MarketFacts(prices, dividends, curves: null);
                IEnumerable<DataSource> sources = [.. prices?.Sources ?? [], .. prices?.Actions?.Sources ?? [], .. dividends?.Sources ?? []];
                await CompareAsync(facts, sources.Distinct(), cancellationToken);
                await sendings.CheckAsync($"market-data/prices/{code}", prices?.Sources, cancellationToken);
                await sendings.CheckAsync($"market-data/actions/{code}", prices?.Actions?.Sources, cancellationToken);
                await sendings.CheckAsync($"market-data/dividends/{code}", dividends?.Sources, cancellationToken);
            }

            read = new(prices, dividends, await CurvesAsync(cancellationToken));
        });
        if (shares.Count >= MostShares) shares.Clear();
        return shares[code] = read;
    }

    /// <summary>The curves, compared with their bodies the first time.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The curves; null where there are none, or they cannot be read.</returns>
    public async Task<CurveHistory?> CurvesAsync(CancellationToken cancellationToken)
    {
        if (curves.IsRead) return curves.Curves;

        curves = (true, null);
        await log.LookAsync(CurvesPlace, async () =>
        {
            if (await market.ReadCurvesAsync(cancellationToken) is not { } read) return;

            log.Count(ProofSubject.Histories);
            foreach (var damaged in read.Damaged)
                log.Differs(CurvesPlace, "", "", "", $"a line after {(damaged.After is { } after ? DateText.Of(after) : "its beginning")} cannot be read");
            var stored = read.Curves.Zip(read.CurveSources).Concat(read.Replaced.Select(replaced => (replaced.Curve, replaced.Source)));
            foreach (var ofBody in stored.GroupBy(one => one.Item2, one => one.Item1))
                await CompareAsync(read.Sources[ofBody.Key], [.. ofBody], cancellationToken);
            await sendings.CheckAsync(CurvesPlace, read.Sources, cancellationToken);
            curves = (true, read);
        });
        return curves.Curves;
    }

    private async Task CompareAsync(MarketFacts facts, IEnumerable<DataSource> sources, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            if (!await bodies.IsWholeAsync(source.Sha256, cancellationToken)) continue;

            if (await UnreadAsync(facts, source, cancellationToken) is { } reason) log.NotChecked($"raw-market-data/{source.Sha256}", reason);
            foreach (var difference in await check.DifferencesAsync(facts, [source], curve: null, cancellationToken))
                log.Differs(difference.Field, difference.Value, "", "", difference.Reason);
        }
    }

    /// <summary>Why nothing of a body can be compared; null where it can. Rules that may refuse a body of before are those of files.</summary>
    private async Task<string?> UnreadAsync(MarketFacts facts, DataSource source, CancellationToken cancellationToken)
    {
        var file = source.IsFile ? await archive.ReadAsync(source.Sha256, cancellationToken) : null;
        if (facts.Prices is { } prices && prices.Sources.Contains(source))
        {
            if (priceReaders.FirstOrDefault(reader => reader.Feed == source.Feed) is not { } reader) return NoReader(source);
            if (file is not null && await reader.ReadPricesAsync(file.ToMemory(), prices.Code, source, cancellationToken) is null) return Refused;
        }

        if (facts.Prices?.Actions is { } actions && actions.Sources.Contains(source))
        {
            if (actionReaders.FirstOrDefault(reader => reader.Feed == source.Feed) is not { } reader) return NoReader(source);
            if (file is not null && await reader.ReadActionsAsync(file.ToMemory(), actions.Code, source, cancellationToken) is null) return Refused;
        }

        if (facts.Dividends is { } dividends && dividends.Sources.Contains(source))
        {
            if (noticeReaders.FirstOrDefault(reader => reader.Feed == source.Feed) is not { } reader) return NoReader(source);
            if (file is not null && await reader.ReadNoticesAsync(file.ToMemory(), dividends.Code, source, cancellationToken) is null) return Refused;
        }

        return null;
    }

    private static string NoReader(DataSource source) => $"no reader of the feed {source.Feed} is known";

    private async Task CompareAsync(DataSource source, List<YieldCurve> stored, CancellationToken cancellationToken)
    {
        if (!await bodies.IsWholeAsync(source.Sha256, cancellationToken)) return;
        if (curveReaders.FirstOrDefault(reader => reader.Feed == source.Feed) is not { } reader)
        {
            log.NotChecked($"raw-market-data/{source.Sha256}", NoReader(source));
            return;
        }

        var body = (await archive.ReadAsync(source.Sha256, cancellationToken))!;
        var read = await reader.ReadCurvesAsync(body.ToMemory(), source, cancellationToken);
        if (!read.TryGet(out var said))
        {
            log.NotChecked($"raw-market-data/{source.Sha256}", $"{Refused}: {string.Join("; ", read.Failures)}");
            return;
        }

        var byDate = said.ToLookup(curve => curve.Date);
        foreach (var curve in stored.Where(curve => !byDate[curve.Date].Any(row => row.Points.SequenceEqual(curve.Points))))
        {
            log.Differs(
                $"{CurvesPlace} {DateText.Of(curve.Date)}",
                "yields",
                Text(curve),
                byDate[curve.Date].FirstOrDefault() is { } row ? Text(row) : "",
                $"is not what the body raw-market-data/{source.Sha256} states");
        }
    }

    private static string Text(YieldCurve curve) =>
        string.Join(' ', curve.Points.Select(point => $"{DecimalText.Of(point.TenorYears)}y={DecimalText.Of(point.Percent)}"));
}
