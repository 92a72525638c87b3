using Azure;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Intake.Doors;

/// <summary>
/// Takes in a file that was dropped as a blob, from a snapshot: what is kept is one version in whole, also where the blob
/// is replaced meanwhile. The newer version is a file of its own.
/// </summary>
/// <param name="intake">Takes it in.</param>
/// <param name="seen">Notes that it was looked at.</param>
/// <param name="logger">Says that it is gone, or what its metadata lack.</param>
public sealed partial class BlobIntake(FileIntake intake, SeenBlobs seen, ILogger<BlobIntake> logger)
{
    /// <summary>Takes in a blob.</summary>
    /// <param name="door">The door that it was dropped at.</param>
    /// <param name="name">The blob's name.</param>
    /// <param name="cancellationToken">Stops the work; doing it again later finishes it.</param>
    /// <returns>The report; null where the blob is gone.</returns>
    public async Task<FileReport?> IngestAsync(FileDoor door, string name, CancellationToken cancellationToken)
    {
        if (await KeepAsync(door, name, cancellationToken) is not var (record, etag)) return null;

        var report = await intake.TakeInAsync(record, cancellationToken);
        await seen.NoteAsync(door, name, etag, record.Key, cancellationToken);
        return report;
    }

    /// <summary>Whether the address made of a blob's name is that blob's.</summary>
    /// <param name="door">The door that it was dropped at.</param>
    /// <param name="name">The blob's name.</param>
    public static bool IsAddress(FileDoor door, string name) => PipelineStorage.IsAddress(door.Container, name);

    private async Task<(FileRecord Record, string ETag)?> KeepAsync(
        FileDoor door, string name, CancellationToken cancellationToken)
    {
        if (!IsAddress(door, name))
        {
            LogNoAddress(door.Name, name);
            return null;
        }

        var blob = door.Container.GetBlobClient(name);
        try
        {
            var (snapshot, read) = await LeftSnapshots.MakeAsync(blob, cancellationToken);
            try
            {
                var etag = SeenBlobs.Text(read.ETag);
                await using var content = await snapshot.OpenReadAsync(cancellationToken: cancellationToken);
                var kept = await intake.KeepAsync(content, Sent(door, name, etag, read.Metadata), cancellationToken);
                return (kept.Value, etag);
            }
            finally
            {
                await snapshot.DeleteIfExistsAsync(cancellationToken: CancellationToken.None);
            }
        }
        catch (RequestFailedException gone) when (gone.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            // Of all that can be missing, only this blob says that its owner took it away.
            LogGone(door.Name, name);
            return null;
        }
    }

    private SentFile Sent(FileDoor door, string name, string etag, IDictionary<string, string> metadata)
    {
        var sent = BlobMetadata.Read(metadata) with
        {
            Name = name,
            Door = door.Name,
            Otherwise = door.Otherwise,
            Trigger = $"{door.Name}/{name}@{etag}",
        };
        if (sent.Failures.Count == 0) return sent;

        LogNotAgain(door.Name, name, string.Join("; ", sent.Failures));
        return sent with { Again = false };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The blob {Name} of {Door} is gone")]
    private partial void LogGone(string door, string name);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The blob {Name} of {Door} is not looked at: its name makes no address of its own; give it another name")]
    private partial void LogNoAddress(string door, string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The blob {Name} of {Door} is not taken in again: {Failures}")]
    private partial void LogNotAgain(string door, string name, string failures);
}
