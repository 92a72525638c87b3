using System.Collections.Concurrent;
using System.Globalization;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Controls.Chains;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Controls.Book;

/// <summary>
/// What people decided about what issuers publish and close: of each issuer a chain of blobs <c>{issuer}/{number}.json</c>, written
/// once and never changed. What holds is what the chain adds up to. Another end of it is seen by <see cref="DecisionHeads"/>.
/// </summary>
/// <param name="storage">The container.</param>
public sealed class DecisionBook(PipelineStorage storage)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<Decision>> read = new(StringComparer.Ordinal);

    /// <summary>The decisions about an issuer, the first one first. What was read once is not read again, since it never changes.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="DamagedContentException">One is not as it was written, or does not follow the one before it.</exception>
    public async Task<IReadOnlyList<Decision>> ReadAsync(string issuer, CancellationToken cancellationToken)
    {
        // Nothing is decided about an issuer that no grant can name.
        if (!KeyText.Fits(issuer)) return [];

        var known = read.GetValueOrDefault(issuer) ?? [];
        List<Decision>? more = null;
        while (await FindAsync(issuer, LastOf(more ?? known), cancellationToken) is { } next) (more ??= [.. known]).Add(next);

        return more is null ? known : read.AddOrUpdate(issuer, more, (_, other) => other.Count > more.Count ? other : more);
    }

    /// <summary>All chains. Only what was not read yet is read, so this is a request for every 5,000 decisions.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyList<DecisionChain>> AllAsync(CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var blob in storage.Decisions.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix: null, cancellationToken))
        {
            var folder = blob.Name.Split('/')[0];
            counts[folder] = counts.GetValueOrDefault(folder) + 1;
        }

        var chains = new List<DecisionChain>();
        foreach (var (folder, count) in counts)
            chains.Add(await TryReadAsync(KeyText.Decode(folder), count, cancellationToken));
        return chains;
    }

    private async Task<DecisionChain> TryReadAsync(string issuer, int count, CancellationToken cancellationToken)
    {
        try
        {
            return new(issuer, read.GetValueOrDefault(issuer) is { } known && known.Count >= count ? known : await ReadAsync(issuer, cancellationToken), null);
        }
        catch (DamagedContentException damaged)
        {
            return new(issuer, [], new(ReasonCode.DamagedData, "issuer", issuer, damaged.Message));
        }
    }

    /// <summary>The issuers that have a chain.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public IAsyncEnumerable<string> IssuersAsync(CancellationToken cancellationToken) => storage.Decisions
        .GetBlobsByHierarchyAsync(BlobTraits.None, BlobStates.None, "/", null, cancellationToken)
        .Where(item => item.IsPrefix)
        .Select(item => KeyText.Decode(item.Prefix.TrimEnd('/')));

    /// <summary>Adds a decision at the end of an issuer's chain.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="decide">
    /// Answers the decision, or why there is none, by all that was decided before. It is asked again where somebody else decided in between.
    /// </param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The decision in its place, or what <paramref name="decide"/> refused it for.</returns>
    public async Task<Outcome<Decision>> AppendAsync(
        string issuer, Func<IReadOnlyList<Decision>, Outcome<DecisionDraft>> decide, CancellationToken cancellationToken)
    {
        while (true)
        {
            var before = await ReadAsync(issuer, cancellationToken);
            var decided = decide(before);
            if (!decided.TryGet(out var draft)) return decided.Failures.ToList();

            var decision = Decision.Of(issuer, draft, LastOf(before));
            if (await ChainedBlob.TryWriteAsync(Blob(issuer, decision.Number), decision, BookJson.Readable.Decision, cancellationToken))
                return decision;
        }
    }

    private Task<Decision?> FindAsync(string issuer, Decision? previous, CancellationToken cancellationToken) => ChainedBlob.FindAsync(
        Blob(issuer, (previous?.Number ?? 0) + 1),
        BookJson.Readable.Decision,
        decision => decision.Issuer == issuer && decision.Follows(previous),
        cancellationToken);

    private static Decision? LastOf(IReadOnlyList<Decision> chain) => chain.Count == 0 ? null : chain[^1];

    private BlobClient Blob(string issuer, int number) => storage.Decisions.GetBlobClient(
        string.Create(CultureInfo.InvariantCulture, $"{KeyText.Encode(issuer)}/{number:D6}.json"));
}
