using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.Feeds;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.MarketData.Normalised;

namespace Pricing.Pipeline.MarketData.Fetching;

/// <summary>
/// The dividends' part of a fetch: the notices published on the date and in the week before for all shares, one request a
/// day; all notices of a share where none are stored, or where it was last asked for long ago.
/// </summary>
/// <param name="source">The source.</param>
/// <param name="store">Reads what is stored.</param>
/// <param name="writer">Adds to it.</param>
/// <param name="options">How long ago is long.</param>
public sealed class DividendFetch(
    IDividendSource source, MarketDataStore store, MarketDataWriter writer, IOptions<MarketDataOptions> options)
{
    private const int StorageRequestsAtOnce = 8;

    // Notices come out after a night has asked, on days without a night, and while no host was up.
    private const int DaysAskedAgain = 7;

    /// <summary>Fetches the notices of the codes.</summary>
    /// <param name="date">The business date.</param>
    /// <param name="codes">The codes, five characters each.</param>
    /// <param name="tally">Counts.</param>
    /// <param name="cancellationToken">Stops the requests.</param>
    public async Task FetchAsync(
        DateOnly date, IReadOnlyCollection<string> codes, FetchTally tally, CancellationToken cancellationToken)
    {
        var through = new ConcurrentDictionary<string, DateOnly>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            codes,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = StorageRequestsAtOnce,
                CancellationToken = cancellationToken,
            },
            async (code, token) =>
            {
                try
                {
                    through[code] = (await store.ReadDividendsAsync(code, token))?.Through ?? DividendHistory.NeverAsked;
                }
                catch (DamagedBlobException damage)
                {
                    // Nothing can be added to what cannot be read.
                    lock (tally) tally.Failures.Add(damage.Failure);
                }
            });

        var longAgo = date.DayNumber - options.Value.DividendRefreshDays;
        var readable = codes.Where(through.ContainsKey).ToList();
        var whole = readable.Where(code => through[code].DayNumber < longAgo).ToList();
        var ofDate = readable.Except(whole).Where(code => through[code] < date).ToHashSet(StringComparer.Ordinal);
        if (ofDate.Count > 0)
        {
            var since = Math.Max(date.DayNumber - DaysAskedAgain, ofDate.Min(code => through[code].DayNumber));
            for (var day = DateOnly.FromDayNumber(since); day <= date; day = day.AddDays(1))
            {
                var reply = await source.PublishedOnAsync(day, cancellationToken);
                tally.Failures.AddRange(reply.Failures);
                foreach (var rows in reply.Notices.Where(row => ofDate.Contains(row.Code)).GroupBy(row => row.Code))
                    await AddAsync(rows.Key, [.. rows.Select(row => row.Notice)], reply, null, tally, cancellationToken);
                if (IsUseless(reply))
                    return;
            }
        }

        for (var i = 0; i < whole.Count; i++)
        {
            var reply = await source.OfCodeAsync(whole[i], cancellationToken);
            tally.Failures.AddRange(reply.Failures);
            if (reply.Failures.Count == 0)
            {
                DividendNotice[] notices = [
                    .. reply.Notices.Where(row => row.Code == whole[i]).Select(row => row.Notice)];
                await AddAsync(whole[i], notices, reply, date, tally, cancellationToken);
            }
            else if (IsUseless(reply) && i + 1 < whole.Count)
            {
                tally.Failures.Add(new(
                    ReasonCode.FeedUnavailable,
                    "dividends",
                    DateText.Of(date),
                    $"{whole.Count - i - 1} more codes were not asked for after that"));
                return;
            }
        }
    }

    private async Task AddAsync(
        string code,
        IReadOnlyCollection<DividendNotice> notices,
        NoticeReply reply,
        DateOnly? through,
        FetchTally tally,
        CancellationToken cancellationToken)
    {
        var addition = await writer.AddNoticesAsync(code, notices, reply.Sources, through, replace: false, cancellationToken);
        tally.NoticesAdded += addition.Added;
        tally.Failures.AddRange(addition.Conflicts.Select(conflict => conflict.Failure));
    }

    private static bool IsUseless(NoticeReply reply) => EndlessAnswer.IsAmong(reply.Failures)
        || reply.Failures.Any(failure => failure.Code is ReasonCode.FeedRefused or ReasonCode.FeedUnavailable);
}
