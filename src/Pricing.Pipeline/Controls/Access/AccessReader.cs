using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Controls.Access;

/// <summary>Reads the access log. However long it is, a part of it is held at a time.</summary>
/// <param name="storage">The container.</param>
public sealed class AccessReader(PipelineStorage storage)
{
    private const int PartBytes = 1 << 18;

    /// <summary>
    /// The accesses of a day, host by host, of each in the order in which they were written; of what is written meanwhile none that a list of the
    /// day's blobs did not count.
    /// </summary>
    /// <param name="day">The day, UTC.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="DamagedContentException">A line cannot be read.</exception>
    public async IAsyncEnumerable<AccessEntry> OfDayAsync(DateOnly day, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folder = $"{AccessLog.Folder}/{DateText.Of(day)}/";
        await foreach (var blob in storage.Logs.GetBlobsAsync(BlobTraits.None, BlobStates.None, folder, cancellationToken))
        {
            await foreach (var entry in OfBlobAsync(blob.Name, blob.Properties.ContentLength ?? 0, cancellationToken)) yield return entry;
        }
    }

    /// <summary>The entries of a blob up to where it was noted to end. What stands before that is never changed, whatever is appended meanwhile.</summary>
    private async IAsyncEnumerable<AccessEntry> OfBlobAsync(string name, long end, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var blob = storage.Logs.GetBlobClient(name);
        var line = new ArrayBufferWriter<byte>();
        for (var start = 0L; start < end; start += PartBytes)
        {
            var range = new HttpRange(start, Math.Min(PartBytes, end - start));
            var read = (await blob.DownloadContentAsync(new BlobDownloadOptions { Range = range }, cancellationToken)).Value.Content;
            var part = read.ToMemory();
            while (part.Span.IndexOf((byte)'\n') is >= 0 and var length)
            {
                line.Write(part.Span[..length]);
                yield return Read(name, line.WrittenSpan);
                line.ResetWrittenCount();
                part = part[(length + 1)..];
            }

            line.Write(part.Span);
        }

        if (line.WrittenCount > 0) yield return Read(name, line.WrittenSpan);
    }

    private static AccessEntry Read(string name, ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, AccessJson.Readable.AccessEntry)!;
        }
        catch (JsonException unreadable)
        {
            throw new DamagedContentException($"logs/{name}", $"cannot be read: {unreadable.Message}");
        }
    }
}
