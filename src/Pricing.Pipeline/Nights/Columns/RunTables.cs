using System.Text.Json;
using Azure;
using Pricing.Pipeline.Nights.Runs;

namespace Pricing.Pipeline.Nights.Columns;

/// <summary>
/// The table of each completed run. One that is missing, as of runs that were completed before there were any, or of an earlier
/// layout, is made where it is asked for.
/// </summary>
/// <param name="columns">The tables.</param>
/// <param name="notes">Which dates their values belong to.</param>
/// <param name="manifests">Name them.</param>
/// <param name="runs">Name them too.</param>
public sealed class RunTables(ColumnStore columns, DateNotes notes, RunManifests manifests, RunStore runs)
{
    /// <summary>
    /// Makes the table of a run, then names it in the manifest, then in the run's row: whoever sees it in the row sees it in the
    /// manifest. Doing it again leaves the same.
    /// </summary>
    /// <param name="run">The run, completed.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The run with the table's hash.</returns>
    /// <exception cref="Storage.DamagedContentException">
    /// The exported values cannot be read, are not those that were counted, or give another table than the run names.
    /// </exception>
    public async Task<RunRecord> MakeAsync(RunRecord run, CancellationToken cancellationToken)
    {
        var named = await WriteAsync(run, cancellationToken);
        await manifests.WriteAsync(named, cancellationToken);
        await runs.SaveAsync(named, cancellationToken);
        return named;
    }

    /// <summary>
    /// Makes the table of a run that is about to be completed, and notes which dates its values belong to; whoever closes the run names it.
    /// </summary>
    /// <param name="run">The run; all its values are exported.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The run with the table's hash.</returns>
    /// <exception cref="Storage.DamagedContentException">The exported values cannot be read, or are not those that were counted.</exception>
    public async Task<RunRecord> WriteAsync(RunRecord run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var (hash, held) = await columns.WriteAsync(run, cancellationToken);
        await notes.WriteAsync(held, cancellationToken);
        return run with { Columns = hash };
    }

    /// <summary>Notes which dates the values of a run belong to, by its table as it stands. One that is missing is made first.</summary>
    /// <param name="run">The run, completed.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="Storage.DamagedContentException">It is not the one that the run names, or cannot be made.</exception>
    public async Task NoteAsync(RunRecord run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        await using var table = await OpenAsync(new([run]), cancellationToken);
        await notes.WriteAsync(await table.HeldAsync(run.ToRun(), cancellationToken), cancellationToken);
    }

    /// <summary>Opens the tables of runs as one: of each value the last version. A table that is missing is made first.</summary>
    /// <param name="of">The runs.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="Storage.DamagedContentException">One is not the one that its run names, or cannot be made.</exception>
    public async Task<ColumnTable> OpenAsync(TableRuns of, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(of);
        var made = await EachAsync(of, run => MadeAsync(run, cancellationToken));
        try
        {
            return await columns.OpenAsync(made, cancellationToken);
        }
        catch (EarlierTableException)
        {
            // The hash that a run names is that of its table as it was; the values are the same.
            return await columns.OpenAsync(await EachAsync(made, run => MakeAsync(run with { Columns = "" }, cancellationToken)), cancellationToken);
        }
    }

    private static async Task<TableRuns> EachAsync(TableRuns of, Func<RunRecord, Task<RunRecord>> make)
    {
        var (own, others) = (new List<RunRecord>(), new List<RunRecord>());
        foreach (var run in of.Own) own.Add(await make(run));
        foreach (var run in of.Others) others.Add(await make(run));
        return of with { Own = own, Others = others };
    }

    private async Task<RunRecord> MadeAsync(RunRecord run, CancellationToken cancellationToken)
    {
        var isThere = await columns.IsThereAsync(run, cancellationToken) && await IsNamedAsync(run, cancellationToken);
        return isThere ? run : await MakeAsync(run, cancellationToken);
    }

    // A manifest that is lost or damaged is for the proof to name; the table stands by its hash in the row.
    private async Task<bool> IsNamedAsync(RunRecord run, CancellationToken cancellationToken)
    {
        try
        {
            return (await manifests.ReadAsync(run.ToRun(), cancellationToken)).Columns.Length > 0;
        }
        catch (Exception unreadable) when (unreadable is JsonException or RequestFailedException { Status: 404 })
        {
            return true;
        }
    }
}
