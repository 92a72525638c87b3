using System.Collections.Concurrent;
using Pricing.Calendars;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Nights.Columns;

/// <summary>
/// Finds the runs whose tables hold the values of a date, and counts these. They are not the date's own runs alone: later nights make its
/// grant-date values until they are final, take in grants that came after it, and value again what was amended.
/// </summary>
/// <param name="runs">The runs.</param>
/// <param name="tables">Their tables.</param>
/// <param name="notes">Which of them hold values of which dates.</param>
/// <param name="alarm">Told of tables that cannot be read where the answer does without them.</param>
public sealed class DateTables(RunStore runs, RunTables tables, DateNotes notes, DamageAlarm? alarm = null)
{
    // What is not final is made again by the next nights.
    private const int DaysAfter = TokyoCalendar.LongestBreakDays;

    // Each holds columns of its tables in memory.
    private const int CountedAtOnce = 2;

    private readonly ConcurrentDictionary<(NightRun Run, string Root), bool> unreadable = [];

    /// <summary>
    /// The runs whose tables hold the values of a date. Of runs of these days of which it is not noted what their tables hold, as of those from
    /// before there were notes, it is noted first.
    /// </summary>
    /// <param name="date">The date.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<TableRuns> OfAsync(DateOnly date, CancellationToken cancellationToken)
    {
        var (near, held) = await NearAsync(date, cancellationToken);
        var noted = held.Where(one => one.Date == one.RunDate).Select(one => one.Run).ToHashSet();
        List<RunRecord> unnoted = [.. near.Where(run => !noted.Contains(run.ToRun()) && !unreadable.ContainsKey((run.ToRun(), run.Root)))];
        foreach (var run in unnoted) await NoteAsync(run, cancellationToken);
        if (unnoted.Count > 0) (near, held) = await NearAsync(date, cancellationToken);

        var found = await OfAsync(near, [.. held.Where(one => one.Date == date)], cancellationToken);
        return found.GetValueOrDefault(date) ?? new([], date);
    }

    /// <summary>The runs whose tables hold the values of each date of a range; a date that has neither runs nor values is left out.</summary>
    /// <param name="found">The runs of these dates.</param>
    /// <param name="from">The first date.</param>
    /// <param name="to">The last date.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyDictionary<DateOnly, TableRuns>> BetweenAsync(
        IReadOnlyList<RunRecord> found, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        await OfAsync(found, await notes.HeldAsync(from, to, cancellationToken).ToListAsync(cancellationToken), cancellationToken);

    /// <summary>
    /// How the last values of dates stand. Where one run stored all of a date, it is noted with its table. Where several did, their tables
    /// are read, and what they come to is kept until yet another run stores some.
    /// </summary>
    /// <param name="dates">The runs of each date.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>By date. One is left out where the table of a run of it was not made yet, or a table cannot be read.</returns>
    public async Task<IReadOnlyDictionary<DateOnly, DateCount>> CountAsync(
        IReadOnlyDictionary<DateOnly, TableRuns> dates, CancellationToken cancellationToken)
    {
        var counts = new ConcurrentDictionary<DateOnly, DateCount>();
        if (dates.Count == 0) return counts;

        var kept = await notes.CountedAsync(dates.Keys.Min(), dates.Keys.Max(), cancellationToken)
            .ToDictionaryAsync(count => count.Date, cancellationToken: cancellationToken);
        var limit = new ParallelOptions { MaxDegreeOfParallelism = CountedAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(dates.Where(one => IsNoted(one.Value)), limit, async (one, stop) =>
        {
            var (date, of) = one;
            if ((Noted(date, of) ?? await ReadAsync(date, of, kept.GetValueOrDefault(date), stop)) is { } count) counts[date] = count;
        });
        return counts;
    }

    private async Task<(IReadOnlyList<RunRecord> Runs, IReadOnlyList<HeldDate> Held)> NearAsync(DateOnly date, CancellationToken cancellationToken)
    {
        var last = date.AddDays(DaysAfter);
        return (
            await runs.BetweenAsync(date, last, cancellationToken).Where(run => run.Status == RunStatus.Completed).ToListAsync(cancellationToken),
            await notes.HeldAsync(date, last, cancellationToken).ToListAsync(cancellationToken));
    }

    private async Task<Dictionary<DateOnly, TableRuns>> OfAsync(
        IReadOnlyList<RunRecord> found, IReadOnlyList<HeldDate> held, CancellationToken cancellationToken)
    {
        var known = found.ToDictionary(run => run.ToRun());
        foreach (var run in held.Select(one => one.Run).Distinct().Where(run => !known.ContainsKey(run)).ToList())
        {
            if (await runs.FindAsync(run, cancellationToken) is { } other) known[run] = other;
        }

        // A run notes what its table holds before it is completed.
        var completed = held
            .Where(one => known.TryGetValue(one.Run, out var run) && run.Status == RunStatus.Completed)
            .ToLookup(one => one.Date);
        var own = found.Where(run => run.Status == RunStatus.Completed).ToLookup(run => run.Date);
        return own.Select(date => date.Key).Union(completed.Select(date => date.Key)).ToDictionary(
            date => date,
            date => new TableRuns([.. own[date].OrderByDescending(run => run.Version)], date)
            {
                Others =
                [
                    .. completed[date]
                        .Where(one => one.RunDate != date)
                        .OrderByDescending(one => one.RunDate)
                        .ThenByDescending(one => one.RunVersion)
                        .Select(one => known[one.Run]),
                ],
                Held = [.. completed[date]],
            });
    }

    private static bool IsNoted(TableRuns of) => of.Own.All(run => of.Held.Any(one => one.Run == run.ToRun()));

    /// <summary>What is noted, where no more than one run stored values of the date.</summary>
    private static DateCount? Noted(DateOnly date, TableRuns of)
    {
        List<HeldDate> stored = [.. of.Held.Where(one => one.Values > 0)];
        return stored.Count > 1
            ? null
            : new()
            {
                Date = date,
                Runs = "",
                Values = stored.Sum(one => one.Values),
                Provisional = stored.Sum(one => one.Provisional),
                Failed = stored.Sum(one => one.Failed),
            };
    }

    private async Task<DateCount?> ReadAsync(DateOnly date, TableRuns of, DateCount? kept, CancellationToken cancellationToken)
    {
        var name = ContentHash.Of(of.Name);
        if (kept?.Runs == name) return kept;

        try
        {
            await using var table = await tables.OpenAsync(of, cancellationToken);
            var summary = await table.SummaryAsync(issuers: null, cancellationToken);
            var count = new DateCount
            {
                Date = date,
                Runs = name,
                Values = summary.Count,
                Provisional = summary.Provisional,
                Failed = summary.Failed,
            };
            await notes.KeepAsync(count, cancellationToken);
            return count;
        }
        catch (DamagedContentException damage)
        {
            alarm?.Raise(damage.Message);
            return null;
        }
    }

    /// <summary>One that cannot be read or made keeps no other date from being shown, and is not looked at again by this process.</summary>
    private async Task NoteAsync(RunRecord run, CancellationToken cancellationToken)
    {
        try
        {
            await tables.NoteAsync(run, cancellationToken);
        }
        catch (DamagedContentException damage)
        {
            unreadable[(run.ToRun(), run.Root)] = true;
            alarm?.Raise(damage.Message);
        }
    }
}
