using Azure;
using Azure.Data.Tables;

namespace Pricing.Pipeline.Register.Grants;

/// <summary>
/// Notes issuers of whom nothing is noted, those that are asked for at the same time in one transaction: a file of many issuers
/// does not wait for each of them.
/// </summary>
/// <param name="ledger">The table.</param>
/// <param name="partition">The partition of the issuers.</param>
/// <param name="column">The column with their number of buckets.</param>
/// <param name="countOf">Reads that number.</param>
internal sealed class IssuerNotes(TableClient ledger, string partition, string column, Func<TableEntity, Outcome<int>> countOf)
{
    private const int RowsInTransaction = 100;

    private readonly Lock gate = new();
    private Dictionary<string, Note> waiting = new(StringComparer.Ordinal);
    private bool isNoting;

    /// <summary>Notes an issuer where nothing is noted of it.</summary>
    /// <param name="key">The key of its row.</param>
    /// <param name="wanted">Its number of buckets where it is new.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The number that is noted; or why it cannot be read.</returns>
    public Task<Outcome<int>> NoteAsync(string key, int wanted, CancellationToken cancellationToken)
    {
        Task<Outcome<int>> noted;
        bool begins;
        lock (gate)
        {
            if (!waiting.TryGetValue(key, out var note)) waiting[key] = note = new(key, wanted);
            noted = note.Done.Task;
            begins = !isNoting;
            isNoting = true;
        }

        if (begins) _ = NoteAllAsync();
        return noted.WaitAsync(cancellationToken);
    }

    /// <summary>Notes whatever waits, until nothing does; what fails, fails for those who wait for it.</summary>
    private async Task NoteAllAsync()
    {
        while (true)
        {
            Dictionary<string, Note> taken;
            lock (gate)
            {
                isNoting = waiting.Count > 0;
                if (!isNoting) return;
                (taken, waiting) = (waiting, new(StringComparer.Ordinal));
            }

            foreach (var some in taken.Values.Chunk(RowsInTransaction)) await NoteAsync(some);
        }
    }

    private async Task NoteAsync(Note[] notes)
    {
        if (notes is [var one])
        {
            await NoteAloneAsync(one);
            return;
        }

        try
        {
            await ledger.SubmitTransactionAsync(notes.Select(note => new TableTransactionAction(TableTransactionActionType.Add, RowOf(note))));
            foreach (var note in notes) note.Done.SetResult(note.Wanted);
        }
        catch (TableTransactionFailedException there) when (there.Status == 409)
        {
            foreach (var note in notes) await NoteAloneAsync(note);
        }
        catch (Exception failure)
        {
            foreach (var note in notes) note.Done.SetException(failure);
        }
    }

    private async Task NoteAloneAsync(Note note)
    {
        try
        {
            note.Done.SetResult(await ReadOrAddAsync(note));
        }
        catch (Exception failure)
        {
            note.Done.SetException(failure);
        }
    }

    private async Task<Outcome<int>> ReadOrAddAsync(Note note)
    {
        try
        {
            await ledger.AddEntityAsync(RowOf(note));
            return note.Wanted;
        }
        catch (RequestFailedException conflict) when (conflict.Status == 409)
        {
            return countOf((await ledger.GetEntityAsync<TableEntity>(partition, note.Key)).Value);
        }
    }

    private TableEntity RowOf(Note note) => new(partition, note.Key) { [column] = note.Wanted };

    private sealed record Note(string Key, int Wanted)
    {
        public TaskCompletionSource<Outcome<int>> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
