using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.Controls.Periods;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Nights.Plans;

/// <summary>Plans a run in one pass over the register, in lanes side by side: every grant alive on its date, in chunks.</summary>
/// <param name="register">The register.</param>
/// <param name="buckets">The partitions that are noted.</param>
/// <param name="grants">The earlier versions of grants.</param>
/// <param name="periods">Which periods are closed.</param>
/// <param name="known">Since when grants are known.</param>
/// <param name="options">The size of a chunk.</param>
public sealed class RunPlanner(
    RegisterReader register, IssuerBuckets buckets, GrantStore grants, ClosedPeriods periods, KnownGrants known, PlanOptions options)
{
    /// <summary>The chunks of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async IAsyncEnumerable<PlannedChunk> ChunksAsync(RunRecord run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] issuers = [.. run.IssuerList.Distinct(StringComparer.Ordinal)];

        // Whoever closes a period looks for open runs last: what is planned after it is closed sees the closing.
        var closed = await periods.AskAsync(cancellationToken);
        var listed = await buckets.ListAsync(cancellationToken);
        var firsts = await known.FirstsAsync(run, cancellationToken);
        var noted = new ConcurrentDictionary<string, (GrantPartition Partition, IReadOnlyList<Failure> Damage)?>(
            listed.Select(one => KeyValuePair.Create(one.Partition.Key, ((GrantPartition, IReadOnlyList<Failure>)?)one)), StringComparer.Ordinal);
        var lanes = PlanLanes.Of(issuers, listed.Select(one => one.Partition))
            .Select(lane => WantedAsync(run, lane, noted, closed, firsts, cancellationToken))
            .ToList();
        var index = 0;
        await foreach (var parts in ChunkPacking.PackAsync(lanes, options.ChunkSize, cancellationToken)) yield return new(index++, parts);
    }

    /// <summary>What is asked for of each grant of a lane, in the order of the register.</summary>
    private async IAsyncEnumerable<(GrantPartition Partition, IReadOnlyList<PlannedValue> Values)> WantedAsync(
        RunRecord run,
        IReadOnlyList<RegisterRange> lane,
        ConcurrentDictionary<string, (GrantPartition Partition, IReadOnlyList<Failure> Damage)?> noted,
        ClosedNow closed,
        IReadOnlyList<RunRecord> firsts,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rules = new TaskRules(run);
        await foreach (var registered in register.ReadAsync(lane, cancellationToken))
        {
            if (!noted.TryGetValue(registered.Partition, out var found))
                noted[registered.Partition] = found = await buckets.UnlistedAsync(registered.Partition, cancellationToken);
            if (found is not var (partition, lost)) continue;

            IReadOnlyList<Failure> damage = closed.DamageOf(partition.Issuer) is { } unread ? [.. lost, unread] : lost;

            var tasks = rules.TasksOf(registered.Listed, registered.Events, damage, closed.Through(partition.Issuer));
            var values = new List<PlannedValue>(tasks.Count);
            foreach (var task in tasks)
            {
                if (!await known.IsWantedAsync(registered.Partition, task, registered.Listed.Stored, firsts, cancellationToken)) continue;

                var value = task.GrantVersion == 0
                    ? new(task, Grant: null)
                    : await grants.PlannedAsync(registered.Partition, task, registered.Listed.Stored, cancellationToken);
                values.Add(value with { Row = IsNotedUnseen(value, registered.Listed) ? registered.ETag : null });
            }

            if (values.Count > 0) yield return (partition, values);
        }
    }

    /// <summary>Whether the note of a value follows from the plan: that of terms which were never changed, and are those of the row.</summary>
    private static bool IsNotedUnseen(PlannedValue value, ListedGrant listed) =>
        value is { Grant.Modifications.Count: 0, Task.Kind: MeasurementKind.GrantDate }
        && listed.Stored.TryGet(out var current) && current.Version == value.Task.GrantVersion;
}
