using Pricing.Pipeline.Nights.Steps;
using Pricing.Pipeline.Values;

namespace Benchmarks.Simulation;

/// <summary>
/// A night on Azure as the pipeline would have it there: its steps one after the other, its chunks on as many instances as there
/// are, each request against the limits that are published. The market data are there already.
/// </summary>
internal sealed class SimulatedNight
{
    /// <summary>As in <c>infra/modules/app.bicep</c>.</summary>
    private const int MostInstances = 40;
    private const double GigabytesOfAnInstance = 2;

    // As in host.json.
    private const int ActivitiesAtOnce = 8;

    // As in the steps of a night.
    private const int LooksAtOnce = 16;
    private const int RowsOfAPage = 1_000;
    private const int NotesInTransaction = 100;

    private readonly Timeline timeline = new();
    private readonly Service data;
    private readonly Workload workload;
    private readonly IReadOnlyList<IReadOnlyList<Workload.Part>> chunks;
    private readonly IReadOnlyList<int> lanes;
    private readonly List<SimulatedInstance> instances = [];
    private readonly Queue<(IReadOnlyList<Workload.Part> Chunk, Gate Done)> queue = new();
    private readonly Limit started;
    private readonly Limit answers;
    private double planSeconds;
    private double closeSeconds;
    private double? endedAt;
    private long activities;
    private long messages;
    private long historyRows;
    private long mostHistory;

    private SimulatedNight(Workload workload, IReadOnlyList<IReadOnlyList<Workload.Part>> chunks, IReadOnlyList<int> lanes)
    {
        (this.workload, this.chunks, this.lanes) = (workload, chunks, lanes);
        data = new(timeline);
        started = new(timeline, Published.ActivitiesStarted);
        answers = new(timeline, Published.AnswersTaken);
    }

    /// <summary>Lets a night happen.</summary>
    /// <param name="workload">What it values.</param>
    public static async Task<SimulatedOutcome> RunAsync(Workload workload)
    {
        var (chunks, lanes) = await workload.PlanAsync();
        var night = new SimulatedNight(workload, chunks, lanes);
        night.timeline.Begin(night.Night());
        night.timeline.Begin(night.ScaleOut());
        night.timeline.Run();
        return night.Seen();
    }

    private IEnumerable<Wait> Night()
    {
        instances.Add(new(timeline));
        yield return Measured.InstanceStart;
        foreach (var _ in Enumerable.Range(0, 3)) yield return Alone();
        var planned = timeline.Now;
        var read = lanes.Select(rows => timeline.Begin(Lane(rows))).ToList();
        foreach (var lane in read) yield return lane;
        planSeconds = timeline.Now - planned;
        yield return Alone();
        var ranges = new Queue<Wait>();
        for (var first = 0; first < chunks.Count; first += NightlyValuation.MaximumFanOut)
        {
            if (ranges.Count == NightlyValuation.RangesAtOnce) yield return ranges.Dequeue();
            yield return Queued();
            ranges.Enqueue(timeline.Begin(Chunks(first, Math.Min(NightlyValuation.MaximumFanOut, chunks.Count - first))));
        }

        while (ranges.TryDequeue(out var range)) yield return range;
        var closing = timeline.Now;
        foreach (var wait in Close()) yield return wait;
        closeSeconds = timeline.Now - closing;
        endedAt = timeline.Now;
    }

    /// <summary>Pages of a lane of the plan: one is read while the one before it is worked on.</summary>
    private IEnumerable<Wait> Lane(int rows)
    {
        for (; rows > 0; rows -= RowsOfAPage)
        {
            var page = Math.Min(rows, RowsOfAPage);
            var worked = instances[0].Processor.Ask(page * Measured.Planned);
            foreach (var wait in data.Table(partition: null, page)) yield return Math.Max(wait.Seconds, worked);
        }
    }

    /// <summary>An activity that takes hardly any time.</summary>
    private double Alone()
    {
        Count(activities: 1);
        return (2 * Measured.Hop) + Measured.Request;
    }

    /// <summary>An activity without rows that comes in its turn behind the chunks that wait.</summary>
    private Gate Queued()
    {
        Count(activities: 1);
        var done = new Gate(timeline);
        queue.Enqueue(([], done));
        Hand();
        return done;
    }

    private IEnumerable<Wait> Chunks(int first, int count)
    {
        yield return Measured.Hop;
        var gates = new List<Gate>(count);
        for (var number = first; number < first + count; number++)
        {
            yield return started.Ask(1);
            Count(activities: 1);
            var done = new Gate(timeline);
            queue.Enqueue((chunks[number], done));
            gates.Add(done);
            Hand();
        }

        foreach (var gate in gates) yield return gate;
        mostHistory = Math.Max(mostHistory, 2L * count);
        yield return Measured.Hop;
    }

    /// <summary>Gives what is queued to whoever is free.</summary>
    private void Hand()
    {
        while (queue.Count > 0 && instances.Where(instance => instance.UnderWay < ActivitiesAtOnce).MinBy(instance => instance.UnderWay) is { } free)
        {
            var (chunk, done) = queue.Dequeue();
            free.UnderWay++;
            timeline.Begin(Activity(free, chunk, done));
        }
    }

    private IEnumerable<Wait> Activity(SimulatedInstance instance, IReadOnlyList<Workload.Part> chunk, Gate done)
    {
        yield return Measured.Hop;
        var begun = timeline.Now;
        foreach (var wait in data.Read()) yield return wait;
        var next = 0;
        var lanes = Enumerable.Range(0, Math.Min(ValueChunk.PartsAtOnce, chunk.Count)).Select(_ => timeline.Begin(Lane())).ToList();
        foreach (var lane in lanes) yield return lane;
        foreach (var wait in data.Write().Concat(data.Write())) yield return wait;
        instance.WorkedFrom(begun);
        instance.UnderWay--;
        Hand();
        yield return Measured.Hop + answers.Ask(1);
        done.Open();

        IEnumerable<Wait> Lane()
        {
            while (next < chunk.Count)
            {
                var part = chunk[next++];
                foreach (var wait in Value(instance, part)) yield return wait;
            }
        }
    }

    private IEnumerable<Wait> Value(SimulatedInstance instance, Workload.Part part)
    {
        if (instance.Shares.Add(part.Share))
        {
            foreach (var wait in data.Read().Concat(data.Read())) yield return wait;
            yield return instance.Processor.Ask(Measured.Share);
            foreach (var wait in data.Write()) yield return wait;
        }

        yield return instance.Processor.Ask(part.Rows * Measured.Grant);
        for (var left = part.Rows; left > 0; left -= ValuationStore.MaximumRows)
        {
            foreach (var wait in data.Table($"valuations {part.Partition}", Math.Min(left, ValuationStore.MaximumRows) + 1)) yield return wait;
        }

        for (var left = workload.AreGranted ? part.Rows : 0; left > 0; left -= NotesInTransaction)
        {
            foreach (var wait in data.Table($"grants {part.Partition}", Math.Min(left, NotesInTransaction))) yield return wait;
        }
    }

    /// <summary>The heads and the exports of all chunks are read, and the table of the run is made.</summary>
    private IEnumerable<Wait> Close()
    {
        Count(activities: 1);
        var next = 0;
        var lanes = Enumerable.Range(0, LooksAtOnce).Select(_ => timeline.Begin(Lane())).ToList();
        foreach (var lane in lanes) yield return lane;
        yield return (2 * Measured.Hop) + (workload.Grants * Measured.Column);

        IEnumerable<Wait> Lane()
        {
            while (next++ < chunks.Count)
            {
                foreach (var wait in data.Read().Concat(data.Read())) yield return wait;
            }
        }
    }

    private IEnumerable<Wait> ScaleOut()
    {
        yield return Measured.InstanceStart;
        while (endedAt is null)
        {
            yield return Published.NewInstanceEvery;
            if (queue.Count == 0 || instances.Count >= MostInstances) continue;

            timeline.Begin(Another());
        }

        IEnumerable<Wait> Another()
        {
            yield return Measured.InstanceStart;
            instances.Add(new(timeline));
            Hand();
        }
    }

    // A message and its answer are each put, got and deleted; what was asked and answered is a row of the history each.
    private void Count(int activities)
    {
        this.activities += activities;
        messages += 6L * activities;
        historyRows += 4L * activities;
    }

    private SimulatedOutcome Seen()
    {
        var worked = instances.Sum(instance => instance.Worked) + planSeconds + closeSeconds;
        return new()
        {
            Seconds = endedAt!.Value,
            PlanSeconds = planSeconds,
            CloseSeconds = closeSeconds,
            Instances = instances.Count,
            Activities = activities,
            MostHistory = mostHistory,
            Throttled = data.Throttled,
            Hottest = data.Hottest,
            Entities = data.Entities,
            Dollars = (worked * GigabytesOfAnInstance * Published.GigabyteSecond)
                + (activities * Published.Execution)
                + ((data.TableRequests + messages + historyRows) * Published.TableOrQueueRequest)
                + (data.BlobReads * Published.BlobRead)
                + (data.BlobWrites * Published.BlobWrite),
        };
    }
}
