using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Intake.Records;

/// <summary>Reads the rejects of a file back.</summary>
/// <param name="storage">The container of reports.</param>
public sealed class FileRejects(PipelineStorage storage)
{
    /// <summary>The name of the blob that holds the rejects of an attempt.</summary>
    /// <param name="key">The key of the attempt.</param>
    public static string PlaceOf(string key) => $"{key}/rejects.ndjson";

    /// <summary>A failure as a line of the document.</summary>
    /// <param name="reject">The failure.</param>
    public static byte[] LineOf(Reject reject) => [.. JsonSerializer.SerializeToUtf8Bytes(reject, IntakeJson.Readable.Reject), (byte)'\n'];

    /// <summary>The failures in the order in which they were found; none where nothing was refused.</summary>
    /// <param name="key">The key of the attempt.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async IAsyncEnumerable<Reject> OfAsync(string key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await OpenAsync(key, cancellationToken) is not { } content) yield break;

        await using var _ = content;
        using var lines = new StreamReader(content);
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
            yield return Read(key, line);
    }

    /// <summary>What is thrown where a report counts rejects that are not there.</summary>
    /// <param name="key">The key of the attempt.</param>
    public DamagedContentException Missing(string key) => new(FullPlaceOf(key), "is not there");

    /// <summary>The document of the rejects.</summary>
    /// <param name="key">The key of the attempt.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>One JSON object a line; null where nothing was refused.</returns>
    public async Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            var blob = storage.GrantBatchReports.GetBlobClient(PlaceOf(key));
            return await blob.OpenReadAsync(cancellationToken: cancellationToken);
        }
        catch (RequestFailedException none) when (none.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    private Reject Read(string key, string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, IntakeJson.Readable.Reject) ?? throw Unreadable(key);
        }
        catch (JsonException)
        {
            throw Unreadable(key);
        }
    }

    private DamagedContentException Unreadable(string key) => new(FullPlaceOf(key), "holds a line that is no reject");

    private string FullPlaceOf(string key) => $"{storage.GrantBatchReports.Name}/{PlaceOf(key)}";
}
