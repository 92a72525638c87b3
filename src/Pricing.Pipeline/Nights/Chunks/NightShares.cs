using Pricing.Pipeline.Checks;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Nights.Chunks;

/// <summary>
/// The shares that the chunks of this process are at. A share is read once for all chunks as long as the same is stored of
/// it; those that were not asked for longest are forgotten.
/// </summary>
/// <param name="facts">Reads a share.</param>
/// <param name="check">Compares its facts with their bodies.</param>
/// <param name="evidence">Keeps its evidence.</param>
public sealed class NightShares(FactsReader facts, FactsCheck check, EvidenceStore evidence)
{
    /// <summary>Shares kept at once, about a megabyte each.</summary>
    private const int MostRemembered = 64;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Entry> shares = new(StringComparer.Ordinal);
    private long asked;

    /// <summary>A share.</summary>
    /// <param name="code">The security code, five characters.</param>
    /// <param name="index">What is stored; null where nobody noted that.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<NightShare> GetAsync(string code, MarketIndex? index, CancellationToken cancellationToken)
    {
        if (index is null) return await ReadAsync(code, index, cancellationToken);

        // Others wait for the same reading, so it does not end with whoever asked first.
        var entry = EntryOf(code, FactsReader.VersionsOf(code, index), () => ReadAsync(code, index, CancellationToken.None));
        try
        {
            var share = await entry.Share.Value.WaitAsync(cancellationToken);
            if (!share.IsDamaged) return share;
        }
        catch
        {
            if (entry.Share.Value.IsFaulted) Forget(code, entry);
            throw;
        }

        // A body may have been restored meanwhile, which no version of what is stored of the share tells.
        Forget(code, entry);
        return await ReadAsync(code, index, cancellationToken);
    }

    private async Task<NightShare> ReadAsync(string code, MarketIndex? index, CancellationToken cancellationToken) =>
        new(await facts.ReadAsync(code, index, cancellationToken), check, evidence);

    private Entry EntryOf(string code, string versions, Func<Task<NightShare>> read)
    {
        lock (gate)
        {
            if (!shares.TryGetValue(code, out var entry) || entry.Versions != versions)
            {
                if (!shares.ContainsKey(code) && shares.Count >= MostRemembered) shares.Remove(shares.MinBy(share => share.Value.Asked).Key);
                shares[code] = entry = new(versions, new(read));
            }

            entry.Asked = ++asked;
            return entry;
        }
    }

    private void Forget(string code, Entry entry)
    {
        lock (gate)
        {
            if (shares.TryGetValue(code, out var there) && there == entry) shares.Remove(code);
        }
    }

    private sealed class Entry(string versions, Lazy<Task<NightShare>> share)
    {
        public string Versions => versions;

        public Lazy<Task<NightShare>> Share => share;

        public long Asked { get; set; }
    }
}
