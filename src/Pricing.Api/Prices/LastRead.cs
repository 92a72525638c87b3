namespace Pricing.Api.Prices;

/// <summary>What one request reads of the storage, each once, whoever asks for it; of many only the last ones are kept.</summary>
/// <typeparam name="TKey">What it is found by.</typeparam>
/// <typeparam name="T">What is read.</typeparam>
/// <param name="most">How many are kept.</param>
internal sealed class LastRead<TKey, T>(int most)
    where TKey : notnull
{
    private readonly Dictionary<TKey, Task<T>> read = [];
    private readonly Queue<TKey> oldestFirst = new();
    private readonly Lock gate = new();

    /// <summary>What is read, or is on its way.</summary>
    /// <param name="key">What it is found by.</param>
    /// <param name="readAsync">Reads it, where it is not kept.</param>
    public Task<T> OfAsync(TKey key, Func<Task<T>> readAsync)
    {
        lock (gate)
        {
            if (read.TryGetValue(key, out var known)) return known;
            if (read.Count == most) read.Remove(oldestFirst.Dequeue());

            oldestFirst.Enqueue(key);
            return read[key] = readAsync();
        }
    }
}
