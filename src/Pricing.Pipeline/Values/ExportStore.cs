using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Sealing;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Values;

/// <summary>
/// The values of a run as NDJSON, a part a chunk, so that all of them are one sequential read. Parts are packed; those of runs
/// from before they were are read as they are.
/// </summary>
/// <param name="storage">The container.</param>
public sealed class ExportStore(PipelineStorage storage)
{
    private const int PartsAhead = 4;
    private const int LineLength = 4096;

    private static readonly JsonWriterOptions Lines = new() { Encoder = ValueJson.Readable.Options.Encoder };

    /// <summary>Writes the part of a chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="values">Its values.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task WriteAsync(
        ChunkReference chunk, IReadOnlyList<ValueRecord> values, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        await using (var packed = new GZipStream(content, CompressionLevel.Fastest, leaveOpen: true))
        {
            var line = new ArrayBufferWriter<byte>(LineLength);
            await using var json = new Utf8JsonWriter(line, Lines);
            foreach (var value in values)
            {
                JsonSerializer.Serialize(json, value, ValueJson.Readable.ValueRecord);
                line.Write("\n"u8);
                packed.Write(line.WrittenSpan);
                line.ResetWrittenCount();
                json.Reset();
            }
        }

        content.Position = 0;
        await Blob(chunk, ".gz").UploadAsync(
            content,
            new BlobUploadOptions { HttpHeaders = new() { ContentType = "application/gzip" } },
            cancellationToken);
    }

    /// <summary>The values of a run, a part a chunk, some parts read ahead. They are not checked.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="DamagedContentException">A part is missing, or cannot be unpacked.</exception>
    internal async IAsyncEnumerable<ReadOnlyMemory<byte>> PartsAsync(
        RunRecord run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ahead = new Queue<Task<ReadOnlyMemory<byte>>>();
        try
        {
            for (var index = 0; index < run.Chunks || ahead.Count > 0; index++)
            {
                if (index < run.Chunks) ahead.Enqueue(ReadAsync(new(run.ToRun(), index), cancellationToken));
                if (ahead.Count >= PartsAhead || index >= run.Chunks - 1) yield return await ahead.Dequeue();
            }
        }
        finally
        {
            await Task.WhenAll(ahead).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>
    /// Copies the values of a run to a stream, chunk after chunk. Each chunk is checked before it is handed on.
    /// </summary>
    /// <param name="run">The run, completed.</param>
    /// <param name="target">Where to.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="DamagedContentException">A value does not match its hash, or values are missing.</exception>
    public async Task CopyToAsync(RunRecord run, Stream target, CancellationToken cancellationToken)
    {
        var lines = 0;
        var index = 0;
        await foreach (var part in PartsAsync(run, cancellationToken))
        {
            lines += Check(part, PlaceOf(new(run.ToRun(), index++)), isSealed: run.Root != Seals.Unsealed);
            await target.WriteAsync(part, cancellationToken);
        }

        if (lines != run.Rows)
        {
            throw new DamagedContentException(
                $"{storage.RunFiles.Name}/{run.ToRun().Folder}/values",
                string.Create(CultureInfo.InvariantCulture, $"hold {lines} values, the manifest says {run.Rows}"));
        }
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync(ChunkReference chunk, CancellationToken cancellationToken)
    {
        if (await FindAsync(Blob(chunk, ".gz"), cancellationToken) is not { } packed)
            return await FindAsync(Blob(chunk, ""), cancellationToken) ?? throw new DamagedContentException(PlaceOf(chunk), "is not there");

        try
        {
            using var content = new MemoryStream();
            await using var unpacked = new GZipStream(new BinaryData(packed).ToStream(), CompressionMode.Decompress);
            await unpacked.CopyToAsync(content, cancellationToken);
            return content.GetBuffer().AsMemory(0, (int)content.Length);
        }
        catch (InvalidDataException damage)
        {
            throw new DamagedContentException(PlaceOf(chunk), $"cannot be unpacked: {damage.Message}");
        }
    }

    private static async Task<ReadOnlyMemory<byte>?> FindAsync(BlockBlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            return (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToMemory();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    private static int Check(ReadOnlyMemory<byte> part, string place, bool isSealed)
    {
        var lines = 0;
        for (var rest = part; !rest.IsEmpty; lines++)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            if (end < 0 || !IsWhole(rest.Span[..end], isSealed))
            {
                throw new DamagedContentException(
                    place, string.Create(CultureInfo.InvariantCulture, $"holds in line {lines + 1} a value that does not match its hash"));
            }

            rest = rest[(end + 1)..];
        }

        return lines;
    }

    private static bool IsWhole(ReadOnlySpan<byte> line, bool isSealed)
    {
        try
        {
            var value = JsonSerializer.Deserialize(line, ValueJson.Readable.ValueRecord)!;
            return ValueSeal.IsWhole(value) && (value.Hash != Seals.Unsealed || !isSealed);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private string PlaceOf(ChunkReference chunk) => $"{storage.RunFiles.Name}/{NameOf(chunk)}";

    private BlockBlobClient Blob(ChunkReference chunk, string packing) => storage.RunFiles.GetBlockBlobClient(NameOf(chunk) + packing);

    private static string NameOf(ChunkReference chunk) =>
        string.Create(CultureInfo.InvariantCulture, $"{chunk.Run.Folder}/values/{chunk.Index:D6}.ndjson");
}
