using Pricing.Calendars;
using Pricing.Pipeline.MarketData.Prices;

namespace Pricing.Pipeline.MarketData.Fetching;

/// <summary>What a share lacks of a night's prices, and of those before.</summary>
/// <param name="HasDate">Whether the date is stored.</param>
/// <param name="HistoryFrom">The first date of the history to fetch; null where one request by date is enough.</param>
internal readonly record struct PriceNeed(bool HasDate, DateOnly? HistoryFrom)
{
    /// <summary>What is stored cannot be read, so nothing can be added to it.</summary>
    public static PriceNeed OfDamaged { get; } = new(false, null) { IsDamaged = true };

    /// <summary>What is stored cannot be read.</summary>
    public bool IsDamaged { get; private init; }

    /// <summary>Whether anything is stored of the share.</summary>
    public bool IsStored { get; private init; }

    /// <summary>The last day of which anything is stored; null for none.</summary>
    public DateOnly? LastDay { get; private init; }

    /// <summary>The dates that the feed was asked for in whole up to now; null where nothing says so.</summary>
    public PriceSpan? Covered { get; private init; }

    /// <summary>The dates before those, of which the feed has not been asked: its subscription did not reach back so far, or histories began later.</summary>
    public DateWindow? Earlier { get; private init; }

    /// <summary>What a share lacks.</summary>
    /// <param name="stored">What is stored of it; null for nothing.</param>
    /// <param name="date">The business date.</param>
    /// <param name="historyFrom">Where histories begin.</param>
    public static PriceNeed Of(PriceHistory? stored, DateOnly date, DateOnly historyFrom)
    {
        if (stored is null || stored.Days.Count == 0) return new(false, historyFrom);

        var hasDate = stored.Find(date) is not null;
        // What a file brought says nothing of the dates before and between: they would be missing for good.
        if (CoveredOf(stored, historyFrom) is not { } covered) return new(hasDate, historyFrom) { IsStored = true, LastDay = stored.Days[^1].Date };

        var last = covered.Through < date ? LastInARow(stored, covered.Through, date) : date;
        return new(hasDate, last < TokyoCalendar.PreviousSession(date) ? last.AddDays(1) : null)
        {
            IsStored = true,
            LastDay = stored.Days[^1].Date,
            Covered = covered,
            Earlier = covered.From > historyFrom ? new(historyFrom, covered.From.AddDays(-1)) : null,
        };
    }

    /// <summary>What the feed was asked for in whole, once it has answered.</summary>
    /// <param name="date">The business date.</param>
    /// <param name="limits">The dates that its subscription covers, where it cut the answer.</param>
    public PriceSpan Covers(DateOnly date, DateWindow? limits)
    {
        var through = limits?.To < date ? limits.Value.To : date;
        if (limits?.From > HistoryFrom) return new(limits.Value.From, through);

        // A share of which nothing is known to be covered has a history to fetch.
        return Covered is { } covered ? covered.With(new(covered.From, through)) : new(HistoryFrom!.Value, through);
    }

    // Of what was stored before the dates were noted, only what no file had a part in is known to have no hole.
    private static PriceSpan? CoveredOf(PriceHistory stored, DateOnly historyFrom) =>
        stored.Covered is { } noted ? noted
        : stored.Facts.Any(fact => stored.Sources[fact.Source].IsFile) ? null
        : new(historyFrom, stored.Days[^1].Date);

    /// <summary>The last date up to which every session after another date is stored, whoever brought it.</summary>
    private static DateOnly LastInARow(PriceHistory stored, DateOnly last, DateOnly before)
    {
        foreach (var session in TokyoCalendar.Sessions(new(last.AddDays(1), before.AddDays(-1))))
        {
            if (stored.Find(session) is null) break;
            last = session;
        }

        return last;
    }
}
