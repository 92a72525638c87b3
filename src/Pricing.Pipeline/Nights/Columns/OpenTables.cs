using Pricing.Pipeline.Nights.Runs;

namespace Pricing.Pipeline.Nights.Columns;

/// <summary>
/// Keeps the tables that were looked at last open, since whoever turns a page, sorts or filters asks for the same one again. A
/// table never changes: another run of a date is another table.
/// </summary>
/// <param name="tables">The tables.</param>
public sealed class OpenTables(RunTables tables) : IAsyncDisposable
{
    private const int Most = 4;

    private readonly SemaphoreSlim gate = new(1);
    private readonly LinkedList<Kept> kept = [];

    /// <summary>Uses the table of runs of a date: of each value the one that was stored last.</summary>
    /// <typeparam name="T">What is made of it.</typeparam>
    /// <param name="runs">The runs, completed, the last one first.</param>
    /// <param name="use">What is done with it.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="Storage.DamagedContentException">A table is not the one that its run names, or cannot be made.</exception>
    public async Task<T> UseAsync<T>(IReadOnlyList<RunRecord> runs, Func<ColumnTable, Task<T>> use, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(use);
        var table = await TakeAsync(runs, cancellationToken);
        try
        {
            return await use(table.Table);
        }
        finally
        {
            await GiveBackAsync(table);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var one in kept) await one.Table.DisposeAsync();
        gate.Dispose();
    }

    private async Task<Kept> TakeAsync(IReadOnlyList<RunRecord> runs, CancellationToken cancellationToken)
    {
        var name = string.Join(' ', runs.Select(run => $"{run.ToRun().Id} {run.Root}"));
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (kept.FirstOrDefault(one => one.Name == name) is { } known)
            {
                kept.Remove(known);
                kept.AddFirst(known);
                known.Users++;
                return known;
            }

            var opened = new Kept(name, await tables.OpenAsync(runs, cancellationToken)) { Users = 1 };
            kept.AddFirst(opened);
            if (kept.Count > Most)
            {
                var last = kept.Last!.Value;
                kept.RemoveLast();
                last.IsForgotten = true;
                if (last.Users == 0) await last.Table.DisposeAsync();
            }

            return opened;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task GiveBackAsync(Kept table)
    {
        await gate.WaitAsync(CancellationToken.None);
        try
        {
            table.Users--;
            if (table.IsForgotten && table.Users == 0) await table.Table.DisposeAsync();
        }
        finally
        {
            gate.Release();
        }
    }

    private sealed class Kept(string name, ColumnTable table)
    {
        public string Name { get; } = name;

        public ColumnTable Table { get; } = table;

        public int Users { get; set; }

        public bool IsForgotten { get; set; }
    }
}
