namespace Pricing.Pipeline.Intake.Batches;

/// <summary>Locks by name, so that one process does not do the same work twice at the same time. Other processes are not kept out.</summary>
internal sealed class KeyedLocks
{
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <summary>Waits for a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>Gives the name free.</returns>
    public async Task<IDisposable> EnterAsync(string name, CancellationToken cancellationToken)
    {
        Entry? entry;
        lock (entries)
        {
            if (!entries.TryGetValue(name, out entry)) entries[name] = entry = new();
            entry.Users++;
        }

        try
        {
            await entry.Gate.WaitAsync(cancellationToken);
        }
        catch
        {
            Leave(name, entry);
            throw;
        }

        return new Holder(this, name, entry);
    }

    private void Leave(string name, Entry entry)
    {
        lock (entries)
        {
            if (--entry.Users > 0) return;
            entries.Remove(name);
        }

        entry.Gate.Dispose();
    }

    private sealed class Entry
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public int Users { get; set; }
    }

    private sealed class Holder(KeyedLocks locks, string name, Entry entry) : IDisposable
    {
        public void Dispose()
        {
            entry.Gate.Release();
            locks.Leave(name, entry);
        }
    }
}
