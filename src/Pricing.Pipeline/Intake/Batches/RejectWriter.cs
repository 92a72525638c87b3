using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Pricing.Pipeline.Intake.Batches;

/// <summary>
/// Streams the rejects of a batch into its blob, one JSON object a line. The blob appears whole, on
/// <see cref="CommitAsync"/>, or not at all.
/// </summary>
internal sealed class RejectWriter(BlobContainerClient container, string batchHash)
{
    private static readonly byte[] LineEnd = "\n"u8.ToArray();
    private Stream? stream;

    /// <summary>Rows refused so far.</summary>
    public int Rows { get; private set; }

    public async Task WriteAsync(int line, IReadOnlyList<Failure> failures, CancellationToken cancellationToken)
    {
        stream ??= await container.GetBlockBlobClient($"{batchHash}/rejects.ndjson").OpenWriteAsync(
            overwrite: true,
            new BlockBlobOpenWriteOptions { HttpHeaders = new() { ContentType = "application/x-ndjson" } },
            cancellationToken);
        foreach (var failure in failures)
        {
            var reject = new Reject(line, failure.Field, failure.Value, failure.Code.ToString(), failure.Reason);
            await stream.WriteAsync(
                JsonSerializer.SerializeToUtf8Bytes(reject, IngestionJson.Readable.Reject), cancellationToken);
            await stream.WriteAsync(LineEnd, cancellationToken);
        }

        Rows++;
    }

    public async Task CommitAsync()
    {
        if (stream is not null) await stream.DisposeAsync();
    }
}

/// <summary>One failure of one row, a line of <c>rejects.ndjson</c>.</summary>
/// <param name="Line">The row's place in the file.</param>
/// <param name="Field">The field.</param>
/// <param name="Value">Its value.</param>
/// <param name="Code">The reason's code.</param>
/// <param name="Reason">What is wrong.</param>
public sealed record Reject(int Line, string Field, string Value, string Code, string Reason);
