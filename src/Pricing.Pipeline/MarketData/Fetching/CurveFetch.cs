using Pricing.Calendars;
using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.MarketData.Normalised;

namespace Pricing.Pipeline.MarketData.Fetching;

/// <summary>
/// The curves' part of a fetch: the current month, and the past where the two do not meet without it. What files brought says nothing
/// of the dates before and between.
/// </summary>
/// <param name="source">The source.</param>
/// <param name="store">Reads what is stored.</param>
/// <param name="writer">Adds to it.</param>
public sealed class CurveFetch(ICurveSource source, MarketDataStore store, MarketDataWriter writer)
{
    /// <summary>Fetches the curves unless the date's curve is stored already, or a later one of the source.</summary>
    /// <param name="date">The business date.</param>
    /// <param name="tally">Counts.</param>
    /// <param name="cancellationToken">Stops the requests.</param>
    public async Task FetchAsync(DateOnly date, FetchTally tally, CancellationToken cancellationToken)
    {
        try
        {
            await FetchMissingAsync(date, tally, cancellationToken);
        }
        catch (DamagedBlobException damage)
        {
            tally.Failures.Add(damage.Failure);
        }
    }

    private async Task FetchMissingAsync(DateOnly date, FetchTally tally, CancellationToken cancellationToken)
    {
        var stored = await store.ReadCurvesAsync(cancellationToken);
        var hidden = Hidden(stored, date);
        if (stored?.Settles(date) != true || hidden.Count > 0)
        {
            // The source may state again what cannot be read any more, if it is asked for whole files.
            var known = hidden.Count == 0 ? stored : stored! with { HistoryFile = null, CurrentMonthFile = null };
            await ReadFilesAsync(known, needsHistory: hidden.Count > 0, tally, cancellationToken);
            stored = await store.ReadCurvesAsync(cancellationToken);
        }

        tally.Failures.AddRange(Hidden(stored, date));
        tally.LastCurve = stored is { Curves: [.., var last] } ? last.Date : null;
        if (stored?.Settles(date) != true)
        {
            tally.Failures.Add(new(
                ReasonCode.NotPublished,
                "curve",
                DateText.Of(date),
                "no curve of this date or a later one is published yet"));
        }
    }

    private static List<Failure> Hidden(CurveHistory? stored, DateOnly date) =>
        [.. stored?.Hiding(TokyoCalendar.Coverage.From, date).Select(MarketBlobs.Damage) ?? []];

    private async Task ReadFilesAsync(
        CurveHistory? stored, bool needsHistory, FetchTally tally, CancellationToken cancellationToken)
    {
        var month = await source.CurrentMonthAsync(stored?.CurrentMonthFile, cancellationToken);
        tally.Failures.AddRange(month.Failures);
        var current = month.IsSuccess ? month.Value : null;

        CurveReply? history = null;
        if (needsHistory || !month.IsSuccess || stored?.LastOfFeed is not { } last || !Meet(last, current))
        {
            var past = await source.HistoryAsync(stored?.HistoryFile, cancellationToken);
            tally.Failures.AddRange(past.Failures);
            history = past.IsSuccess ? past.Value : null;

            // As long as the past is missing, the month must be sent again, so that the gap before it shows again.
            if (!past.IsSuccess)
                current = current is null ? null : current with { Validators = new(null, null) };
        }

        var addition = await writer.AddCurvesAsync(history, current, cancellationToken);
        tally.CurvesAdded += addition.Added;
        tally.Failures.AddRange(addition.Conflicts.Select(conflict => conflict.Failure));
    }

    // An unchanged month brings nothing new, so what was stored with it met then.
    private static bool Meet(DateOnly last, CurveReply? current) => current is null
        || (current.Curves.Count > 0 && TokyoCalendar.NextBusinessDate(last) >= current.Curves[0].Date);
}
