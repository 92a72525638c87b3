using System.Runtime.InteropServices;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Nights.Columns;

/// <summary>Counts the rows of a run's table by the date that they belong to, as they go by.</summary>
internal sealed class DateTally
{
    private readonly Dictionary<(DateOnly Measured, ValueStatus Status), int> counts = [];

    /// <summary>Counts a row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The same row.</returns>
    public ColumnRow Counted(ColumnRow row)
    {
        Count(row.MeasurementDate, row.Status);
        return row;
    }

    /// <summary>Counts a row.</summary>
    /// <param name="measured">Its measurement date.</param>
    /// <param name="status">Its status.</param>
    public void Count(DateOnly measured, ValueStatus status) => CollectionsMarshal.GetValueRefOrAddDefault(counts, (measured, status), out _)++;

    /// <summary>What was counted, by date; the run's own date comes last, also where it has no row.</summary>
    /// <param name="run">The run.</param>
    public IReadOnlyList<HeldDate> Of(NightRun run)
    {
        var dates = counts.ToLookup(count => ValueDate.Of(count.Key.Measured), count => (count.Key.Status, Count: count.Value));
        return
        [
            .. dates.Select(date => date.Key).Where(date => date != run.Date).Append(run.Date).Select(date => new HeldDate
            {
                Date = date,
                RunDate = run.Date,
                RunVersion = run.Version,
                Values = dates[date].Sum(some => some.Count),
                Provisional = dates[date].Where(some => some.Status == ValueStatus.Provisional).Sum(some => some.Count),
                Failed = dates[date].Where(some => some.Status == ValueStatus.Failed).Sum(some => some.Count),
            }),
        ];
    }
}
