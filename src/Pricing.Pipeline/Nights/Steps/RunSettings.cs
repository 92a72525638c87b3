using Pricing.Pipeline.Controls.Book;
using Pricing.Pipeline.Controls.Changes;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Nights.Steps;

/// <summary>
/// Notes the settings under which a run is carried out, those of its start, and those of its end where they changed meanwhile; and at its end
/// what people had decided last.
/// </summary>
/// <param name="runs">The runs.</param>
/// <param name="chain">Which runs are sealed.</param>
/// <param name="settings">The settings of this host.</param>
/// <param name="heads">Notes what was decided last.</param>
public sealed class RunSettings(RunStore runs, RunChain chain, CurrentSettings settings, DecisionHeads heads)
{
    /// <summary>A run that starts, with the settings of this host.</summary>
    /// <param name="record">The run.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="DamagedContentException">They cannot be logged, and nothing is valued by settings that nobody can look up.</exception>
    public async Task<RunRecord> AtStartAsync(RunRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Under(await settings.HashAsync(cancellationToken));
    }

    /// <summary>A run that is to be closed, with the settings of this host and the last decisions; they stand in its row before it is sealed with them.</summary>
    /// <param name="record">The run.</param>
    /// <param name="isCompleted">Whether it is completed; one that failed is closed also where the log of settings is what it failed of.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<RunRecord> AtEndAsync(RunRecord record, bool isCompleted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.StartedAt is null) return record;

        // What was sealed before a crash stays what it was sealed with.
        if (!isCompleted) return await chain.MayHaveAsync(record.ToRun(), cancellationToken) ? record : record.Under(settings.Snapshot.Hash);
        if (await chain.HasAsync(record.ToRun(), cancellationToken)) return record;

        var under = record.Under(await settings.HashAsync(cancellationToken)) with { Decisions = await heads.NoteAsync(record.ToRun().Folder, cancellationToken) };
        if (under == record) return record;

        await runs.SaveAsync(under, cancellationToken);
        return under;
    }
}
