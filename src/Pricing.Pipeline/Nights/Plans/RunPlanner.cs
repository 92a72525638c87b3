using System.Runtime.CompilerServices;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.Controls.Periods;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Nights.Plans;

/// <summary>Plans a run in one pass over the register: every grant alive on its date, in chunks.</summary>
/// <param name="register">The register.</param>
/// <param name="buckets">The partitions that are noted.</param>
/// <param name="grants">The earlier versions of grants.</param>
/// <param name="periods">Which periods are closed.</param>
/// <param name="options">The size of a chunk.</param>
public sealed class RunPlanner(
    RegisterReader register, IssuerBuckets buckets, GrantStore grants, ClosedPeriods periods, PlanOptions options)
{
    /// <summary>The chunks of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public IAsyncEnumerable<PlannedChunk> ChunksAsync(RunRecord run, CancellationToken cancellationToken) =>
        ChunkPacking.PackAsync(WantedAsync(run, cancellationToken), options.ChunkSize, cancellationToken);

    /// <summary>What is asked for of each grant, in the order of the register.</summary>
    private async IAsyncEnumerable<(GrantPartition Partition, IReadOnlyList<PlannedValue> Values)> WantedAsync(
        RunRecord run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] issuers = [.. run.IssuerList.Distinct(StringComparer.Ordinal)];
        var rules = new TaskRules(run);

        // Whoever closes a period looks for open runs before: so one of the two sees the other.
        periods.Forget();
        var closed = await periods.NowAsync(cancellationToken);
        var noted = (await buckets.ListAsync(cancellationToken)).ToDictionary(
            listed => listed.Partition.Key, listed => ((GrantPartition Partition, IReadOnlyList<Failure> Damage)?)listed, StringComparer.Ordinal);
        await foreach (var registered in register.ReadAsync(issuers, cancellationToken))
        {
            if (!noted.TryGetValue(registered.Partition, out var known))
                noted[registered.Partition] = known = buckets.LostOf(registered.Partition);
            if (known is not var (partition, lost)) continue;

            IReadOnlyList<Failure> damage = closed.DamageOf(partition.Issuer) is { } unread ? [.. lost, unread] : lost;

            var tasks = rules.TasksOf(registered.Listed, registered.Events, damage, closed.Through(partition.Issuer));
            var values = new List<PlannedValue>(tasks.Count);
            foreach (var task in tasks)
            {
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
