using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Sealing;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Values;

/// <summary>
/// The values of a run as NDJSON, a part a chunk, so that all of them are one sequential read. Parts are packed; those of runs
/// from before they were are read as they are.
/// </summary>
/// <param name="storage">The container.</param>
public sealed class ExportStore(PipelineStorage storage) : IRunValues
{
    private const string Packed = ".gz";
    private const int PartsAhead = 4;
    private const int LineLength = 4096;

    // What a value cannot take: texts of it are limited where they come in.
    private const int LongestLine = 1 << 16;
    private const int MostUnpacked = 1 << 28;
    private const int UnpackedAtOnce = 1 << 16;

    // Lines of values pack to a tenth; what says that it packs to less than this is not believed before it is read.
    private const long MostTimesPacked = 64;

    private static readonly JsonWriterOptions Lines = new() { Encoder = ValueJson.Readable.Options.Encoder };

    /// <summary>Writes the part of a chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="packed">Its values, their lines packed.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task WriteAsync(ChunkReference chunk, Stream packed, CancellationToken cancellationToken) => storage.RunFiles
        .GetBlobClient(PackedNameOf(chunk))
        .UploadAsync(packed, new BlobUploadOptions { HttpHeaders = new() { ContentType = "application/gzip" } }, cancellationToken);

    /// <summary>The name of the blob that holds the part of a chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    public static string PackedNameOf(ChunkReference chunk) => NameOf(chunk) + Packed;

    /// <summary>Writes values as such a blob holds them, before it is packed: a line each.</summary>
    /// <param name="target">Where they go.</param>
    /// <param name="values">The values.</param>
    public static void WriteLines(Stream target, IReadOnlyList<ValueRecord> values)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(values);
        var line = new ArrayBufferWriter<byte>(LineLength);
        using var json = new Utf8JsonWriter(line, Lines);
        foreach (var value in values)
        {
            JsonSerializer.Serialize(json, value, ValueJson.Readable.ValueRecord);
            line.Write("\n"u8);
            target.Write(line.WrittenSpan);
            line.ResetWrittenCount();
            json.Reset();
        }
    }

    /// <summary>What is made of the parts of a run, a part a chunk and in their order, some made ahead and side by side.</summary>
    /// <typeparam name="T">What is made of a part.</typeparam>
    /// <param name="run">The run.</param>
    /// <param name="make">Makes it of the chunk and its lines, which nobody has checked; on several threads at once. What it throws is thrown in the part's turn.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="DamagedContentException">A part is missing, or cannot be unpacked.</exception>
    internal async IAsyncEnumerable<T> PartsAsync<T>(
        RunRecord run, Func<ChunkReference, ReadOnlyMemory<byte>, T> make, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ahead = new Queue<Task<T>>();
        try
        {
            for (var index = 0; index < run.Chunks || ahead.Count > 0; index++)
            {
                if (index < run.Chunks) ahead.Enqueue(MadeAsync(new(run.ToRun(), index)));
                if (ahead.Count >= PartsAhead || index >= run.Chunks - 1) yield return await ahead.Dequeue();
            }
        }
        finally
        {
            await Task.WhenAll(ahead).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        async Task<T> MadeAsync(ChunkReference chunk) => make(chunk, await PartAsync(chunk, MostOf(run), cancellationToken));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ValueRecord> ReadAsync(RunRecord run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (_, values) in CheckedPartsAsync(run, cancellationToken))
        {
            foreach (var value in values) yield return value;
        }
    }

    /// <inheritdoc/>
    public async Task CopyToAsync(RunRecord run, Stream target, CancellationToken cancellationToken)
    {
        await foreach (var (part, _) in CheckedPartsAsync(run, cancellationToken)) await target.WriteAsync(part, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<int> CountChunksAsync(NightRun run, CancellationToken cancellationToken) => await storage.RunFiles
        .GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{run.Folder}/values/", cancellationToken)
        .Select(blob => blob.Name.EndsWith(Packed, StringComparison.Ordinal) ? blob.Name[..^Packed.Length] : blob.Name)
        .Distinct(StringComparer.Ordinal)
        .CountAsync(cancellationToken);

    /// <summary>The parts of a run, chunk after chunk, each checked before it is handed on.</summary>
    private async IAsyncEnumerable<(ReadOnlyMemory<byte> Part, List<ValueRecord> Values)> CheckedPartsAsync(
        RunRecord run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lines = 0;
        var isSealed = run.Root != Seals.Unsealed;
        await foreach (var part in PartsAsync(run, (chunk, part) => (part, Values: Checked(part, PlaceOf(chunk), isSealed)), cancellationToken))
        {
            lines += part.Values.Count;
            yield return part;
        }

        if (lines != run.Rows)
        {
            throw new DamagedContentException(
                $"{storage.RunFiles.Name}/{run.ToRun().Folder}/values",
                string.Create(CultureInfo.InvariantCulture, $"hold {lines} values, the manifest says {run.Rows}"));
        }
    }

    private static int MostOf(RunRecord run) => (int)Math.Min((long)run.Rows * LongestLine, MostUnpacked);

    private async Task<ReadOnlyMemory<byte>> PartAsync(ChunkReference chunk, int most, CancellationToken cancellationToken)
    {
        if (await VersionedBlob.ReadAsync(Blob(chunk, Packed), cancellationToken) is not { } packed)
        {
            return (await VersionedBlob.ReadAsync(Blob(chunk, ""), cancellationToken))?.Content
                ?? throw new DamagedContentException(PlaceOf(chunk), "is not there");
        }

        try
        {
            using var content = new MemoryStream(LengthOf(packed.Content.Span, most));
            await using var unpacked = new GZipStream(new BinaryData(packed.Content).ToStream(), CompressionMode.Decompress);
            var buffer = ArrayPool<byte>.Shared.Rent(UnpackedAtOnce);
            try
            {
                for (int read; (read = await unpacked.ReadAsync(buffer, cancellationToken)) > 0;)
                {
                    content.Write(buffer, 0, read);
                    if (content.Length > most) throw new DamagedContentException(PlaceOf(chunk), "unpacks to more than the values of the run take");
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }

            return content.GetBuffer().AsMemory(0, (int)content.Length);
        }
        catch (InvalidDataException damage)
        {
            throw new DamagedContentException(PlaceOf(chunk), $"cannot be unpacked: {damage.Message}");
        }
    }

    /// <summary>How many bytes to make room for: those that the last four bytes state (RFC 1952, section 2.3.1), within what is believed of them.</summary>
    private static int LengthOf(ReadOnlySpan<byte> packed, int most) => packed.Length < sizeof(uint)
        ? 0
        : (int)long.Clamp(BinaryPrimitives.ReadUInt32LittleEndian(packed[^sizeof(uint)..]), 0, long.Clamp(most, 0, MostTimesPacked * packed.Length));

    private static List<ValueRecord> Checked(ReadOnlyMemory<byte> part, string place, bool isSealed)
    {
        var values = new List<ValueRecord>();
        for (var rest = part; !rest.IsEmpty;)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var value = Parsed(rest.Span[..(end < 0 ? rest.Length : end)]);
            if (end < 0 || value is null || !IsWhole(value, isSealed)) throw Damage(place, values.Count + 1, value);

            values.Add(value);
            rest = rest[(end + 1)..];
        }

        return values;
    }

    private static DamagedContentException Damage(string place, int number, ValueRecord? value)
    {
        var reason = string.Create(CultureInfo.InvariantCulture, $"holds in line {number} a value that does not match its hash");
        return value is null
            ? new(place, $"{reason}: it cannot be read")
            : new(place, reason) { StatedHash = value.Hash, FoundHash = ValueSeal.HashOf(value) };
    }

    private static bool IsWhole(ValueRecord value, bool isSealed) =>
        ValueSeal.IsWhole(value) && (value.Hash != Seals.Unsealed || !isSealed);

    private static ValueRecord? Parsed(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ValueJson.Readable.ValueRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string PlaceOf(ChunkReference chunk) => $"{storage.RunFiles.Name}/{NameOf(chunk)}";

    private BlobClient Blob(ChunkReference chunk, string packing) => storage.RunFiles.GetBlobClient(NameOf(chunk) + packing);

    private static string NameOf(ChunkReference chunk) =>
        string.Create(CultureInfo.InvariantCulture, $"{chunk.Run.Folder}/values/{chunk.Index:D6}.ndjson");
}
