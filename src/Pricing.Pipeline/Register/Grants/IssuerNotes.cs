using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;

namespace Pricing.Pipeline.Register.Grants;

/// <summary>
/// Notes issuers of whom nothing is noted, those that are asked for or expected in one transaction: a file of many issuers does not wait
/// for each of them. Whoever asks comes before what is only expected.
/// </summary>
/// <param name="ledger">The table.</param>
/// <param name="partition">The partition of the issuers.</param>
/// <param name="column">The column with their number of buckets.</param>
/// <param name="countOf">Reads that number.</param>
internal sealed class IssuerNotes(TableClient ledger, string partition, string column, Func<TableEntity, Outcome<int>> countOf)
{
    private const int RowsInTransaction = 100;
    private const int LookupsAtOnce = 8;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Note> notes = new(StringComparer.Ordinal);
    private readonly List<Note> waiting = [];
    private bool isNoting;

    /// <summary>An issuer will be asked for: it is noted together with one that is.</summary>
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
            note.IsAskedFor = true;
            noted = note.Done.Task;
            begins = !isNoting && !note.IsTaken;
            isNoting |= begins;
        }

        if (begins) _ = NoteAllAsync();
        return noted.WaitAsync(cancellationToken);
    }

    private Note NoteOf(string key, int wanted)
    {
        if (notes.TryGetValue(key, out var note)) return note;

        notes[key] = note = new(key, wanted);
        waiting.Add(note);
        return note;
    }

    /// <summary>Notes a transaction's worth at a time, as long as one is asked for; what fails, fails for those who wait for it.</summary>
    private async Task NoteAllAsync()
    {
        while (true)
        {
            List<Note> taken;
            lock (gate)
            {
                isNoting = waiting.Exists(note => note.IsAskedFor);
                if (!isNoting) return;
                taken = [.. waiting.OrderByDescending(note => note.IsAskedFor).Take(RowsInTransaction)];
                foreach (var note in taken) note.IsTaken = true;
                waiting.RemoveAll(note => note.IsTaken);
            }

            await NoteAsync(taken);
        }
    }

    private async Task NoteAsync(List<Note> taken)
    {
        if (await TryAddAsync(taken)) return;

        // Some are there, as for a process that has just begun.
        var missing = new ConcurrentQueue<Note>();
        await Parallel.ForEachAsync(taken, new ParallelOptions { MaxDegreeOfParallelism = LookupsAtOnce }, async (note, _) =>
        {
            if (!await TryReadAsync(note)) missing.Enqueue(note);
        });
        if (missing.IsEmpty || await TryAddAsync([.. missing])) return;

        foreach (var note in missing) await NoteAloneAsync(note);
    }

    /// <summary>Adds issuers.</summary>
    /// <param name="taken">The issuers.</param>
    /// <returns>Whether all are settled; else some are there.</returns>
    private async Task<bool> TryAddAsync(List<Note> taken)
    {
        if (taken is [var one])
        {
            await NoteAloneAsync(one);
            return true;
        }

        try
        {
            await ledger.SubmitTransactionAsync(taken.Select(note => new TableTransactionAction(TableTransactionActionType.Add, RowOf(note))));
            foreach (var note in taken) note.Done.SetResult(note.Wanted);
            return true;
        }
        catch (TableTransactionFailedException there) when (there.Status == 409)
        {
            return false;
        }
        catch (Exception failure)
        {
            foreach (var note in taken) Fail(note, failure);
            return true;
        }
    }

    /// <summary>Reads an issuer that may be there.</summary>
    /// <param name="note">The issuer.</param>
    /// <returns>Whether it is settled; else it is not there.</returns>
    private async Task<bool> TryReadAsync(Note note)
    {
        try
        {
            var row = await ledger.GetEntityIfExistsAsync<TableEntity>(partition, note.Key);
            if (!row.HasValue) return false;

            Settle(note, countOf(row.Value!));
        }
        catch (Exception failure)
        {
            Fail(note, failure);
        }

        return true;
    }

    private async Task NoteAloneAsync(Note note)
    {
        try
        {
            Settle(note, await ReadOrAddAsync(note));
        }
        catch (Exception failure)
        {
            Fail(note, failure);
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

    private void Settle(Note note, Outcome<int> read)
    {
        if (!read.IsSuccess) Forget(note);
        note.Done.SetResult(read);
    }

    private void Fail(Note note, Exception failure)
    {
        Forget(note);
        note.Done.SetException(failure);
    }

    // Whoever asks for it next tries again.
    private void Forget(Note note)
    {
        lock (gate) notes.Remove(note.Key);
    }

    private TableEntity RowOf(Note note) => new(partition, note.Key) { [column] = note.Wanted };

    private sealed record Note(string Key, int Wanted)
    {
        public bool IsAskedFor { get; set; }

        public bool IsTaken { get; set; }

        public TaskCompletionSource<Outcome<int>> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
