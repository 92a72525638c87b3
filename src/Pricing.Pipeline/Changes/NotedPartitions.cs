namespace Pricing.Pipeline.Changes;

/// <summary>
/// Notes the partitions whose grants one batch amends: each before its first amendment, so that a crash leaves the note, and once
/// more when the batch has ended, however it ended, since a search may come in between.
/// </summary>
/// <param name="changed">Where they are noted.</param>
public sealed class NotedPartitions(ChangedFacts changed) : IAsyncDisposable
{
    private readonly Dictionary<string, Task> noted = new(StringComparer.Ordinal);

    /// <summary>Notes a partition; whoever amends in it waits for the one note.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task NoteAsync(string partition, CancellationToken cancellationToken)
    {
        lock (noted)
        {
            if (!noted.TryGetValue(partition, out var note))
                noted[partition] = note = changed.NoteGrantsAsync(partition, cancellationToken);
            return note;
        }
    }

    /// <summary>Notes them once more. Nobody amends any more.</summary>
    public async ValueTask DisposeAsync()
    {
        List<string> amended;
        lock (noted) amended = [.. noted.Where(note => note.Value.IsCompletedSuccessfully).Select(note => note.Key)];
        foreach (var partition in amended) await changed.NoteGrantsAsync(partition, CancellationToken.None);
    }
}
