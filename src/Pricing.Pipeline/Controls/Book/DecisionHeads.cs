using System.Text.Json;
using Azure.Storage.Blobs;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Controls.Book;

/// <summary>
/// The last decision of each chain at the end of a run: <c>{date}/v{n}/decisions.json</c> beside the run's files, whose hash is in the run's
/// root. A chain that was cut at its end lacks one of them. The hashes name no issuer.
/// </summary>
/// <param name="storage">The container of runs.</param>
/// <param name="book">The decisions.</param>
public sealed class DecisionHeads(PipelineStorage storage, DecisionBook book)
{
    /// <summary>Notes the last decisions once; doing it again gives the first answer.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The SHA-256 of what is noted; empty where nobody has decided anything.</returns>
    public async Task<string> NoteAsync(string folder, CancellationToken cancellationToken)
    {
        var chains = await book.AllAsync(cancellationToken);
        IReadOnlyList<string> heads = [.. chains.Where(chain => chain.Decisions.Count > 0).Select(chain => chain.Decisions[^1].Hash).Order(StringComparer.Ordinal)];
        if (heads.Count == 0) return "";

        var content = JsonSerializer.SerializeToUtf8Bytes(heads, BookJson.Readable.IReadOnlyListString);
        return await SharedBlob.TryWriteAsync(Blob(folder), BinaryData.FromBytes(content), version: null, "application/json", cancellationToken)
            ? ContentHash.Of(content)
            : ContentHash.Of((await VersionedBlob.ReadAsync(Blob(folder), cancellationToken))!.Content.Span);
    }

    /// <summary>Reads what was noted.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="hash">Its SHA-256.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The hashes of decisions.</returns>
    /// <exception cref="DamagedContentException">It is not there, or not as it was written.</exception>
    public async Task<IReadOnlyList<string>> ReadAsync(string folder, string hash, CancellationToken cancellationToken)
    {
        var blob = Blob(folder);
        if (await VersionedBlob.ReadAsync(blob, cancellationToken) is not { } stored) throw new DamagedContentException($"runs/{blob.Name}", "is not there");

        return ContentHash.Of(stored.Content.Span) == hash
            ? JsonSerializer.Deserialize(stored.Content.Span, BookJson.Readable.IReadOnlyListString)!
            : throw new DamagedContentException($"runs/{blob.Name}", "does not match the hash in the run's root");
    }

    private BlobClient Blob(string folder) => storage.RunFiles.GetBlobClient($"{folder}/decisions.json");
}
