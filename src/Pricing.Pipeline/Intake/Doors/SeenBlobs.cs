using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Intake.Doors;

/// <summary>Which blobs of a door were looked at, by name and ETag.</summary>
/// <param name="storage">The ledger.</param>
public sealed class SeenBlobs(PipelineStorage storage)
{
    private const string EarlierReports = "price-file-reports/";
    private const string BlobName = "BlobName";
    private const string BlobETag = "BlobETag";

    /// <summary>An ETag as text; a listing gives it without the quotes that a header has.</summary>
    /// <param name="etag">The ETag.</param>
    public static string Text(ETag etag) => etag.ToString("G").Trim('"');

    /// <summary>The blobs that were looked at. Of a blob that was replaced, earlier versions may be among them.</summary>
    /// <param name="door">The door.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<HashSet<SeenBlob>> ListAsync(FileDoor door, CancellationToken cancellationToken)
    {
        var rows = storage.Ledger.QueryAsync<TableEntity>(
            row => row.PartitionKey == door.SeenPartition, cancellationToken: cancellationToken);
        // A row that holds something else says of no blob that it was looked at.
        var seen = await rows.Select(row => new SeenBlob(row[BlobName] as string ?? "", row[BlobETag] as string ?? ""))
            .ToHashSetAsync(cancellationToken: cancellationToken);
        if (door.Container.Name == PipelineStorage.PriceFilesContainer) await AddEarlierAsync(seen, cancellationToken);
        return seen;
    }

    /// <summary>Notes that a blob was looked at. A blob's name may be longer than a key, so the row bears its hash.</summary>
    /// <param name="door">The door.</param>
    /// <param name="name">The blob's name.</param>
    /// <param name="etag">Its ETag, <see cref="Text"/>.</param>
    /// <param name="batch">The key of the file that it brought.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task NoteAsync(FileDoor door, string name, string etag, string batch, CancellationToken cancellationToken) =>
        storage.Ledger.UpsertEntityAsync(
            new TableEntity(door.SeenPartition, ContentHash.Of(name)) { [BlobName] = name, [BlobETag] = etag, ["Batch"] = batch },
            TableUpdateMode.Replace,
            cancellationToken);

    /// <summary>Price files that were taken in before they had identities left their name and ETag in the names of their reports.</summary>
    private async Task AddEarlierAsync(HashSet<SeenBlob> seen, CancellationToken cancellationToken)
    {
        var reports = storage.MarketData.GetBlobsAsync(
            BlobTraits.None, BlobStates.None, EarlierReports, cancellationToken);
        await foreach (var report in reports)
        {
            var place = report.Name[EarlierReports.Length..];
            var end = place.LastIndexOf('/');
            seen.Add(new(place[..end], Path.GetFileNameWithoutExtension(place[(end + 1)..])));
        }
    }
}

/// <summary>A version of a blob that was looked at.</summary>
/// <param name="Name">The blob's name.</param>
/// <param name="ETag">The version, <see cref="SeenBlobs.Text"/>.</param>
public readonly record struct SeenBlob(string Name, string ETag);
