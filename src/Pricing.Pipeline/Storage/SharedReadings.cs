namespace Pricing.Pipeline.Storage;

/// <summary>
/// What several may ask for at once: one reads, the others wait for it. A reading ends with no asker; one that does not succeed,
/// failed or cancelled, is forgotten before anyone sees its end, so whoever asks next reads again.
/// </summary>
/// <typeparam name="TKey">What is asked for.</typeparam>
/// <typeparam name="TResult">What is read.</typeparam>
/// <param name="isKept">Whether a result is handed out again to who asks later; it is asked each time.</param>
/// <param name="most">Results kept; beyond them the one that was not asked for longest is forgotten.</param>
public sealed class SharedReadings<TKey, TResult>(Func<TResult, bool> isKept, int most = int.MaxValue)
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, Entry> entries = [];
    private long asked;

    /// <summary>The result of the reading that is kept or under way, else of a reading that starts.</summary>
    /// <param name="key">What is asked for.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="cancellationToken">Stops the waiting, not the reading.</param>
    public Task<TResult> GetAsync(TKey key, Func<Task<TResult>> read, CancellationToken cancellationToken) =>
        EntryOf(key, read).Reading.Value.WaitAsync(cancellationToken);

    private Entry EntryOf(TKey key, Func<Task<TResult>> read)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(key, out var entry) || entry.Found.Any(found => !isKept(found)))
            {
                if (entry is null && entries.Count >= most) entries.Remove(entries.MinBy(kept => kept.Value.Asked).Key);
                entries[key] = entry = new(own => ReadAsync(key, own, read));
            }

            entry.Asked = ++asked;
            return entry;
        }
    }

    private async Task<TResult> ReadAsync(TKey key, Entry entry, Func<Task<TResult>> read)
    {
        try
        {
            var result = await read();
            entry.Found = [result];
            return result;
        }
        finally
        {
            Settle(key, entry);
        }
    }

    private void Settle(TKey key, Entry entry)
    {
        lock (gate)
        {
            if (!entry.Found.Any(isKept) && entries.TryGetValue(key, out var there) && there == entry) entries.Remove(key);
        }
    }

    private sealed class Entry
    {
        public Entry(Func<Entry, Task<TResult>> read) => Reading = new(() => read(this));

        public Lazy<Task<TResult>> Reading { get; }

        /// <summary>The result, once there is one.</summary>
        public TResult[] Found { get; set; } = [];

        public long Asked { get; set; }
    }
}
