using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Options;
using Pricing.Calendars;
using Pricing.Pipeline.MarketData.Feeds;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.MarketData.Normalised;
using Pricing.Pipeline.MarketData.Prices;

namespace Pricing.Pipeline.MarketData.Fetching;

/// <summary>
/// The prices' part of a fetch: one request by date for all shares, whole histories for those without one.
/// </summary>
/// <param name="source">The source.</param>
/// <param name="store">Reads what is stored.</param>
/// <param name="writer">Adds to it.</param>
/// <param name="options">Where histories start.</param>
public sealed class PriceFetch(
    IPriceSource source, MarketDataStore store, MarketDataWriter writer, IOptions<MarketDataOptions> options)
{
    private const int StorageRequestsAtOnce = 8;
    private const int MostUnavailable = 3;

    /// <summary>Fetches the date's prices of the codes that lack them.</summary>
    /// <param name="date">The business date.</param>
    /// <param name="codes">The codes, five characters each.</param>
    /// <param name="tally">Counts.</param>
    /// <param name="cancellationToken">Stops the requests.</param>
    public async Task FetchAsync(
        DateOnly date, IReadOnlyCollection<string> codes, FetchTally tally, CancellationToken cancellationToken)
    {
        var needs = new ConcurrentDictionary<string, PriceNeed>(StringComparer.Ordinal);
        await ForEachAsync(
            codes, async (code, token) => needs[code] = await NeedAsync(code, date, tally, token), cancellationToken);

        var (missing, isOff) = await FetchHistoriesAsync(date, needs, tally, cancellationToken);
        missing.AddRange(codes.Where(code => needs[code].IsDamaged));
        if (TokyoCalendar.IsSession(date))
        {
            missing.AddRange(await FetchDateAsync(
                date,
                needs.Where(need => need.Value is { HasDate: false, HistoryFrom: null, IsDamaged: false }).ToDictionary(StringComparer.Ordinal),
                tally,
                cancellationToken));
            tally.CodesWithDate = codes.Count - missing.Count;
        }

        if (!isOff) await FetchEarlierAsync(needs, tally, cancellationToken);
    }

    private async Task<PriceNeed> NeedAsync(string code, DateOnly date, FetchTally tally, CancellationToken cancellationToken)
    {
        try
        {
            return PriceNeed.Of(await store.ReadPricesAsync(code, cancellationToken), date, options.Value.JQuants.HistoryFrom);
        }
        catch (DamagedBlobException damage)
        {
            lock (tally) tally.Failures.Add(damage.Failure);
            return PriceNeed.OfDamaged;
        }
    }

    /// <summary>Fetches the histories that are needed; hands back which codes still lack the date, and whether the feed is not worth asking on.</summary>
    private async Task<(List<string> Missing, bool IsOff)> FetchHistoriesAsync(
        DateOnly date, ConcurrentDictionary<string, PriceNeed> needs, FetchTally tally, CancellationToken cancellationToken)
    {
        List<string> missing = [];
        DateWindow? limits = null;
        var (isOff, isOutside) = (false, false);
        var (unavailable, cut) = (0, 0);
        var waiting = new Queue<(string Code, DateOnly From)>(needs
            .Where(need => need.Value.HistoryFrom is not null)
            .OrderBy(need => need.Key, StringComparer.Ordinal)
            .Select(need => (need.Key, need.Value.HistoryFrom!.Value)));
        while (!isOff && waiting.TryDequeue(out var next))
        {
            var need = needs[next.Code];
            var reply = await source.OfCodeAsync(next.Code, new(next.From, date), cancellationToken);
            tally.Failures.AddRange(reply.Failures);
            tally.RowsDropped += reply.Dropped;

            // A date beyond the one that was asked for is a mistake, and would hide the sessions before it.
            List<PriceFact> own = [.. reply.Facts.Where(row => row.Code == next.Code && row.Fact.Date <= date).Select(row => row.Fact)];
            var last = own.Count > 0 ? own.Max(fact => fact.Date) : need.LastDay;
            var hasRow = reply.IsWhole && own.Exists(fact => fact.Date == date);

            // A row of the date that is not out yet is asked for again the next night; a share that has had none for long is listed no more.
            var isOut = hasRow || !TokyoCalendar.IsSession(date) || last < date.AddDays(-TokyoCalendar.LongestBreakDays);
            var covers = need.Covers(isOut ? date : date.AddDays(-1), reply.Limits);

            // Half a history looks like a whole one later, so it is all or nothing.
            if (reply.IsWhole && own.Count > 0)
            {
                await AddAsync(next.Code, own, covers, reply, tally, cancellationToken);
                tally.Histories++;
                if (reply.Limits is { } covered && covered.From > next.From) (limits, cut) = (covered, cut + 1);
            }
            else if (reply.IsWhole)
            {
                if (need.IsStored) await AddAsync(next.Code, [], covers, reply, tally, cancellationToken);
                tally.Failures.Add(Nothing("security_code", SecurityCode.Shown(next.Code), "the source has no prices of this code"));
            }

            if (!hasRow && !need.HasDate) missing.Add(next.Code);
            unavailable += IsDown(reply) ? 1 : 0;
            isOff = IsUseless(reply) || unavailable == MostUnavailable;
            isOutside = reply.Limits is { } plan && (plan.From > date || plan.To < next.From);
        }

        if (waiting.Count > 0)
        {
            tally.Failures.Add(NotAsked(waiting.Count));
            missing.AddRange(waiting.Select(left => left.Code).Where(code => !needs[code].HasDate));
        }

        if (limits is { } dates) tally.Failures.Add(Cut(dates.From, cut));

        // A subscription that does not reach the dates has refused these alone.
        return (missing, isOff && !isOutside);
    }

    /// <summary>Fetches what a subscription did not cover before, and now does. It can wait: a feed that is down is not asked on for it.</summary>
    private async Task FetchEarlierAsync(
        ConcurrentDictionary<string, PriceNeed> needs, FetchTally tally, CancellationToken cancellationToken)
    {
        foreach (var (code, need) in needs.Where(need => need.Value.Earlier is not null).OrderBy(need => need.Key, StringComparer.Ordinal))
        {
            var window = need.Earlier!.Value;
            var reply = await source.OfCodeAsync(code, window, cancellationToken);
            if (reply.Limits?.From > window.To) continue;

            tally.Failures.AddRange(reply.Failures);
            tally.RowsDropped += reply.Dropped;
            if (IsUseless(reply) || IsDown(reply)) return;
            if (!reply.IsWhole) continue;

            var facts = reply.Facts.Where(row => row.Code == code && row.Fact.Date <= window.To).Select(row => row.Fact);
            var from = reply.Limits is { } limits && limits.From > window.From ? limits.From : window.From;
            await AddAsync(code, facts, new(from, window.To), reply, tally, cancellationToken);
            tally.Histories++;
        }
    }

    private static bool IsUseless(PriceReply reply) => EndlessAnswer.IsAmong(reply.Failures)
        || reply.Failures.Any(failure => failure.Code == ReasonCode.FeedRefused);

    private static bool IsDown(PriceReply reply) => reply.Failures.Any(failure => failure.Code == ReasonCode.FeedUnavailable);

    private async Task<IEnumerable<string>> FetchDateAsync(
        DateOnly date, Dictionary<string, PriceNeed> codes, FetchTally tally, CancellationToken cancellationToken)
    {
        if (codes.Count == 0)
            return [];

        var reply = await source.OfDateAsync(date, cancellationToken);
        tally.Failures.AddRange(reply.Failures);
        tally.RowsDropped += reply.Dropped;
        var rows = reply.Facts.Where(row => codes.ContainsKey(row.Code) && row.Fact.Date == date)
            .ToLookup(row => row.Code, row => row.Fact, StringComparer.Ordinal);
        await ForEachAsync(
            rows, (row, token) => AddAsync(row.Key, row, codes[row.Key].Covers(date, null), reply, tally, token), cancellationToken);

        List<string> missing = [.. codes.Keys.Where(code => !rows.Contains(code)).Order(StringComparer.Ordinal)];
        if (reply.IsWhole && reply.Facts.Count == 0)
            tally.Failures.Add(await WhyNothingAsync(date, cancellationToken));
        else if (reply.IsWhole)
            tally.Failures.AddRange(missing.Select(code => NoRow(code, date)));
        return missing;
    }

    // No prices at all are either not there yet, or the exchange was closed on a day that by the rule is a session.
    private async Task<Failure> WhyNothingAsync(DateOnly date, CancellationToken cancellationToken)
    {
        var open = await source.WasOpenAsync(date, cancellationToken);
        return open.IsSuccess && !open.Value
            ? new(
                ReasonCode.ConflictingData,
                "session",
                DateText.Of(date),
                "the exchange's calendar says that no shares were traded; by the rule the date is a session")
            : Nothing("prices", DateText.Of(date), "the source has no prices of this date yet");
    }

    private async Task AddAsync(
        string code,
        IEnumerable<PriceFact> facts,
        PriceSpan? covered,
        PriceReply reply,
        FetchTally tally,
        CancellationToken cancellationToken)
    {
        var addition = await writer.AddPricesAsync(code, [.. facts], reply.Sources, replace: false, cancellationToken, covered);
        lock (tally)
        {
            tally.PricesAdded += addition.Added;
            tally.RowsDropped += addition.Repeated;
            tally.Failures.AddRange(addition.Conflicts.Select(conflict => conflict.Failure));
            tally.Failures.AddRange(addition.Late.Select(day => AfterClosing(code, day)));
        }
    }

    private static Task ForEachAsync<T>(
        IEnumerable<T> items, Func<T, CancellationToken, Task> work, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            items,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = StorageRequestsAtOnce,
                CancellationToken = cancellationToken,
            },
            async (item, token) => await work(item, token));

    private static Failure NoRow(string code, DateOnly date) =>
        Nothing("security_code", SecurityCode.Shown(code), $"the source has no row of {DateText.Of(date)} for this code");

    private static Failure AfterClosing(string code, DateOnly date) => new(
        ReasonCode.AfterClosing, "security_code", SecurityCode.Shown(code), $"the price of {DateText.Of(date)} came after closing: it waits for the issuers that have closed its period");

    private static Failure Nothing(string field, string value, string reason) =>
        new(ReasonCode.NotPublished, field, value, reason);

    private static Failure Cut(DateOnly from, int codes) => new(
        ReasonCode.FeedRefused,
        "history",
        DateText.Of(from),
        $"the subscription begins on this date: earlier prices of {codes.ToString(CultureInfo.InvariantCulture)} share(s) were not fetched, and come by a file only");

    private static Failure NotAsked(int codes) => new(
        ReasonCode.FeedUnavailable,
        "security_code",
        codes.ToString(CultureInfo.InvariantCulture),
        "as many more codes were not asked for after that");
}
