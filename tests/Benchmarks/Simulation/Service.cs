namespace Benchmarks.Simulation;

/// <summary>
/// The storage account of the data: every entity counts against the account and its partition. Who asks faster than that is told
/// to come again (503), and does, later each time, as the clients of the pipeline do.
/// </summary>
/// <param name="timeline">The time.</param>
internal sealed class Service(Timeline timeline)
{
    private const double Patience = 1;
    private const double FirstPause = 0.8;
    private const double LongestPause = 30;

    private readonly Dictionary<string, Limit> partitions = new(StringComparer.Ordinal);
    private double accountUntil;

    public long TableRequests { get; private set; }

    public long BlobReads { get; private set; }

    public long BlobWrites { get; private set; }

    /// <summary>How often somebody was told to come again.</summary>
    public long Throttled { get; private set; }

    /// <summary>All entities that were written or read.</summary>
    public double Entities { get; private set; }

    /// <summary>The partition with the most entities, and how many.</summary>
    public (string Key, double Entities) Hottest => partitions.Count == 0 ? ("", 0) : partitions.Select(partition => (partition.Key, partition.Value.Done)).MaxBy(partition => partition.Done);

    /// <summary>A request to a table.</summary>
    /// <param name="partition">The table and the key; null where the entities are of many partitions.</param>
    /// <param name="entities">The entities in it.</param>
    public IEnumerable<Wait> Table(string? partition, int entities)
    {
        for (var pause = FirstPause; IsBusy(partition); pause = Math.Min(2 * pause, LongestPause))
        {
            TableRequests++;
            Throttled++;
            yield return Measured.Request + pause;
        }

        TableRequests++;
        Entities += entities;
        var served = partition is null ? 0 : Ask(partition, entities);
        accountUntil = Math.Max(accountUntil, timeline.Now) + (entities / Published.AccountEntities);
        yield return Math.Max(Math.Max(served, accountUntil - timeline.Now), Measured.Request + (entities * Measured.Entity));
    }

    public IEnumerable<Wait> Read()
    {
        BlobReads++;
        yield return Measured.Request;
    }

    public IEnumerable<Wait> Write()
    {
        BlobWrites++;
        yield return Measured.Request;
    }

    private double Ask(string partition, int entities)
    {
        if (!partitions.TryGetValue(partition, out var limit)) partitions[partition] = limit = new(timeline, Published.PartitionEntities);
        return limit.Ask(entities);
    }

    // What would wait longer than this is refused.
    private bool IsBusy(string? partition) =>
        accountUntil - timeline.Now > Patience || (partition is not null && partitions.TryGetValue(partition, out var limit) && limit.Wait > Patience);
}
