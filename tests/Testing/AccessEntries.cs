using System.Text;
using Azure.Storage.Blobs.Specialized;
using Pricing;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Storage;

namespace Testing;

/// <summary>Many entries in the access log of a day.</summary>
public static class AccessEntries
{
    private const int OfABlock = 10_000;

    /// <summary>Appends them, each with its number as its status.</summary>
    /// <param name="storage">The storage.</param>
    /// <param name="day">The day.</param>
    /// <param name="numbers">The numbers, in the order in which they are written.</param>
    /// <param name="at">The time of each, as the log writes it.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public static async Task AppendAsync(
        PipelineStorage storage, DateOnly day, IEnumerable<int> numbers, Func<int, string> at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(storage);
        var blob = storage.Logs.GetAppendBlobClient($"{AccessLog.Folder}/{DateText.Of(day)}/h.ndjson");
        await blob.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        foreach (var block in numbers.Chunk(OfABlock))
        {
            var lines = string.Concat(block.Select(number =>
                $$"""{"at":"{{at(number)}}","kind":"Export","name":"阿部","identity":"entra:1","method":"GET","path":"/api/raw/a","status":{{number}}}""" + "\n"));
            using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(lines));
            await blob.AppendBlockAsync(bytes, cancellationToken: cancellationToken);
        }
    }
}
