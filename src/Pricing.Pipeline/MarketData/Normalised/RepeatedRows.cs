using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.Normalised;

/// <summary>
/// Counts rows that say what is stored. Those that were stored from the very same source are its own: the answer to that write was
/// lost, or the process went away after it, so the file's report counts them as stored.
/// </summary>
/// <param name="stored">The sources that are stored; null for none.</param>
internal sealed class RepeatedRows(IReadOnlyList<DataSource>? stored)
{
    private readonly IReadOnlyList<DataSource> stored = [.. stored ?? []];

    /// <summary>How many rows are stored from the same source.</summary>
    public int Own { get; private set; }

    /// <summary>How many rows say what is known from another one.</summary>
    public int Others { get; private set; }

    /// <summary>The dates of the rows that are stored from the same source.</summary>
    public List<DateOnly> OwnDates { get; } = [];

    /// <summary>Counts a row.</summary>
    /// <param name="known">The number of the source that what it says is stored from.</param>
    /// <param name="source">Its own source.</param>
    /// <param name="date">Its date.</param>
    /// <returns>Whether it is stored from the same source.</returns>
    public bool Count(int known, DataSource source, DateOnly date)
    {
        if (known < 0 || known >= stored.Count || stored[known] != source)
        {
            Others++;
            return false;
        }

        Own++;
        OwnDates.Add(date);
        return true;
    }
}
