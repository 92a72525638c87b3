namespace Pricing.Pipeline.Nights.Columns;

/// <summary>
/// Keeps the tables that were looked at last open, since whoever turns a page, sorts or filters asks for the same one again. A
/// table never changes: another run of a date is another table.
/// </summary>
/// <param name="tables">The tables.</param>
public sealed class OpenTables(RunTables tables) : IAsyncDisposable
{
    private const int Most = 4;

    private readonly Lock gate = new();
    private readonly LinkedList<Kept> kept = [];

    /// <summary>Uses the table of runs: of each value the last version.</summary>
    /// <typeparam name="T">What is made of it.</typeparam>
    /// <param name="of">The runs.</param>
    /// <param name="use">What is done with it.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="Storage.DamagedContentException">A table is not the one that its run names, or cannot be made.</exception>
    public async Task<T> UseAsync<T>(TableRuns of, Func<ColumnTable, Task<T>> use, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(of);
        ArgumentNullException.ThrowIfNull(use);
        var table = await TakeAsync(of, cancellationToken);
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
        foreach (var one in kept) await one.DisposeAsync();
    }

    private async Task<Kept> TakeAsync(TableRuns of, CancellationToken cancellationToken)
    {
        var (table, forgotten) = Find(of.Name);
        if (forgotten is not null) await forgotten.DisposeAsync();
        try
        {
            await table.OpenAsync(() => tables.OpenAsync(of, cancellationToken), cancellationToken);
            return table;
        }
        catch
        {
            await GiveBackAsync(table);
            throw;
        }
    }

    /// <summary>The table of that name, now with one more user, and the one that is kept no longer and has none.</summary>
    private (Kept Table, Kept? Forgotten) Find(string name)
    {
        lock (gate)
        {
            var table = kept.FirstOrDefault(one => one.Name == name) ?? new(name);
            table.Users++;
            kept.Remove(table);
            kept.AddFirst(table);
            if (kept.Count <= Most) return (table, null);

            var last = kept.Last!.Value;
            kept.RemoveLast();
            last.IsForgotten = true;
            return (table, last.Users == 0 ? last : null);
        }
    }

    private async Task GiveBackAsync(Kept table)
    {
        bool isOver;
        lock (gate)
        {
            table.Users--;
            isOver = table.IsForgotten && table.Users == 0;
        }

        if (isOver) await table.DisposeAsync();
    }

    /// <summary>A table, opened by the first who uses it; whoever uses another one does not wait for that.</summary>
    private sealed class Kept(string name) : IAsyncDisposable
    {
        private readonly SemaphoreSlim opening = new(1);
        private ColumnTable? table;

        public string Name { get; } = name;

        public ColumnTable Table => table!;

        public int Users { get; set; }

        public bool IsForgotten { get; set; }

        public async Task OpenAsync(Func<Task<ColumnTable>> open, CancellationToken cancellationToken)
        {
            await opening.WaitAsync(cancellationToken);
            try
            {
                table ??= await open();
            }
            finally
            {
                opening.Release();
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (table is not null) await table.DisposeAsync();
            opening.Dispose();
        }
    }
}
