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
    private readonly Dictionary<string, Note> known = new(StringComparer.Ordinal);
    private List<Note> waiting = [];
    private bool isAskedFor;
    private bool isNoting;

    /// <summary>An issuer will be asked for: it is noted together with the next that is.</summary>
    /// <param name="key">The key of its row.</param>
    /// <param name="wanted">Its number of buckets where it is new.</param>
    public void Expect(string key, int wanted)
    {
        lock (gate) NoteOf(key, wanted);
    }

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
            var note = NoteOf(key, wanted);
            noted = note.Done.Task;
            isAskedFor |= !note.IsTaken;
            begins = isAskedFor && !isNoting;
            isNoting |= begins;
        }

        if (begins) _ = NoteAllAsync();
        return noted.WaitAsync(cancellationToken);
    }

    private Note NoteOf(string key, int wanted)
    {
        if (known.TryGetValue(key, out var note)) return note;

        known[key] = note = new(key, wanted);
        waiting.Add(note);
        return note;
    }

    /// <summary>Notes whatever waits, as long as one of them is asked for; what fails, fails for those who wait for it.</summary>
    private async Task NoteAllAsync()
    {
        while (true)
        {
            List<Note> taken;
            lock (gate)
            {
                isNoting = isAskedFor;
                if (!isNoting) return;
                isAskedFor = false;
                (taken, waiting) = (waiting, []);
                foreach (var note in taken) note.IsTaken = true;
            }

            foreach (var some in taken.Chunk(RowsInTransaction)) await NoteAsync(some);
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
            foreach (var note in notes) Fail(note, failure);
        }
    }

    private async Task NoteAloneAsync(Note note)
    {
        try
        {
            var read = await ReadOrAddAsync(note);
            if (!read.IsSuccess) Forget(note);
            note.Done.SetResult(read);
        }
        catch (Exception failure)
        {
            Fail(note, failure);
        }
    }

    private void Fail(Note note, Exception failure)
    {
        Forget(note);
        note.Done.SetException(failure);
    }

    // Whoever asks for it next tries again.
    private void Forget(Note note)
    {
        lock (gate) known.Remove(note.Key);
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
        public bool IsTaken { get; set; }

        public TaskCompletionSource<Outcome<int>> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
