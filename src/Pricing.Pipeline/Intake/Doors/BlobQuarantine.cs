using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Intake.Doors;

/// <summary>
/// Puts a batch aside that could not be taken in however often it was tried, so that it neither blocks the others nor is
/// forgotten: <c>{hash}/batch</c> and <c>{hash}/reason.json</c> in a container of its own. To try it again, drop it again.
/// </summary>
/// <param name="storage">The containers.</param>
/// <param name="intake">Tries it a last time.</param>
/// <param name="clock">The time of the putting aside.</param>
/// <param name="logger">Says what was put aside.</param>
public sealed partial class BlobQuarantine(
    PipelineStorage storage, BlobIntake intake, TimeProvider clock, ILogger<BlobQuarantine> logger)
{
    /// <summary>
    /// Tries a batch a last time: earlier failures left no reason behind, and a storage that was away may be back. If
    /// it fails again, it is moved.
    /// </summary>
    /// <param name="door">The door that it was dropped at.</param>
    /// <param name="name">The blob's name.</param>
    /// <param name="cancellationToken">Stops the work; doing it again finishes it.</param>
    /// <returns>What was put aside; null where the batch was taken in or is gone.</returns>
    public async Task<QuarantinedBatch?> TryOrMoveAsync(
        FileDoor door, string name, CancellationToken cancellationToken)
    {
        try
        {
            await intake.IngestAsync(door, name, cancellationToken);
            return null;
        }
        catch (Exception away) when (StorageFailure.IsPassing(away) && !cancellationToken.IsCancellationRequested)
        {
            // Nothing speaks against the file: the next sweep tries it again.
            LogLeft(away, name);
            return null;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return await MoveAsync(door, name, failure, cancellationToken);
        }
    }

    /// <summary>Puts a batch aside.</summary>
    /// <param name="door">The door that it was dropped at.</param>
    /// <param name="name">The blob's name.</param>
    /// <param name="failure">What the last try failed with.</param>
    /// <param name="cancellationToken">Stops the work; doing it again finishes it.</param>
    /// <returns>What was put aside; null where the blob is gone, was replaced, or has no address of its own.</returns>
    public async Task<QuarantinedBatch?> MoveAsync(
        FileDoor door, string name, Exception failure, CancellationToken cancellationToken)
    {
        if (!BlobIntake.IsAddress(door, name)) return null;

        var blob = door.Container.GetBlobClient(name);
        try
        {
            var etag = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ETag;
            var unchanged = new BlobRequestConditions { IfMatch = etag };
            var batch = new QuarantinedBatch
            {
                Batch = await HashAsync(blob, unchanged, cancellationToken),
                Name = name,
                QuarantinedAt = clock.GetUtcNow(),
                Reason = FailedTries.Reason(failure),
            };
            await CopyAsync(blob, unchanged, batch, cancellationToken);
            await blob.DeleteIfExistsAsync(
                DeleteSnapshotsOption.IncludeSnapshots, unchanged, cancellationToken);
            LogMoved(failure, name, batch.Batch);
            return batch;
        }
        catch (RequestFailedException gone) when (gone.ErrorCode == BlobErrorCode.BlobNotFound || gone.Status == 412)
        {
            // Deleted or replaced by its owner; a replacement is a batch of its own.
            return null;
        }
    }

    private static async Task<string> HashAsync(
        BlobClient blob, BlobRequestConditions unchanged, CancellationToken cancellationToken)
    {
        await using var content = await OpenAsync(blob, unchanged, cancellationToken);
        return await ContentHash.OfAsync(content, cancellationToken);
    }

    private async Task CopyAsync(
        BlobClient blob, BlobRequestConditions unchanged, QuarantinedBatch batch, CancellationToken cancellationToken)
    {
        await using var content = await OpenAsync(blob, unchanged, cancellationToken);
        await Place(batch, "batch").UploadAsync(content, overwrite: true, cancellationToken);
        await Place(batch, "reason.json").UploadAsync(
            BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(batch, IntakeJson.Readable.QuarantinedBatch)),
            overwrite: true,
            cancellationToken);
    }

    private static Task<Stream> OpenAsync(
        BlobClient blob, BlobRequestConditions unchanged, CancellationToken cancellationToken) =>
        blob.OpenReadAsync(
            new BlobOpenReadOptions(allowModifications: false) { Conditions = unchanged }, cancellationToken);

    private BlobClient Place(QuarantinedBatch batch, string file) =>
        storage.GrantBatchQuarantine.GetBlobClient($"{batch.Batch}/{file}");

    [LoggerMessage(Level = LogLevel.Warning, Message = "Batch {Name} cannot be taken in while the storage is away; it stays where it is")]
    private partial void LogLeft(Exception failure, string name);

    [LoggerMessage(Level = LogLevel.Error, Message = "Batch {Name} cannot be taken in and is in quarantine as {Batch}")]
    private partial void LogMoved(Exception failure, string name, string batch);
}
