using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Controls.Access;

/// <summary>Reads the access log.</summary>
/// <param name="storage">The container.</param>
public sealed class AccessReader(PipelineStorage storage)
{
    /// <summary>The accesses of a day, host by host, of each in the order in which they were written.</summary>
    /// <param name="day">The day, UTC.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="DamagedContentException">A line cannot be read.</exception>
    public async IAsyncEnumerable<AccessEntry> OfDayAsync(DateOnly day, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folder = $"{AccessLog.Folder}/{DateText.Of(day)}/";
        await foreach (var blob in storage.Logs.GetBlobsAsync(BlobTraits.None, BlobStates.None, folder, cancellationToken))
        {
            // It grows meanwhile, so it is read by one call: one that asks for it part by part finds that it has changed.
            using var read = (await storage.Logs.GetBlobClient(blob.Name).DownloadStreamingAsync(cancellationToken: cancellationToken)).Value;
            using var lines = new StreamReader(read.Content);
            while (await lines.ReadLineAsync(cancellationToken) is { } line) yield return Read(blob.Name, line);
        }
    }

    private static AccessEntry Read(string name, string line)
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
