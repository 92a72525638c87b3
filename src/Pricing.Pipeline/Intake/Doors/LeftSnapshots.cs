using System.Globalization;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Pricing.Pipeline.Intake.Doors;

/// <summary>
/// The snapshots of blobs from which files are read. Those that processes left behind when they ended while they read are taken away; a
/// younger one may be read still, and one that somebody else made bears no mark.
/// </summary>
/// <param name="clock">The time.</param>
public sealed class LeftSnapshots(TimeProvider clock)
{
    /// <summary>Longer than any file is read.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromHours(1);

    private const string Mark = "pricing_reads";

    /// <summary>Makes a snapshot to read from.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The snapshot, and the blob's version and metadata.</returns>
    internal static async Task<(BlobClient Snapshot, BlobProperties Blob)> MakeAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        // A snapshot has the metadata that it is given in place of the blob's own.
        var properties = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
        var made = await blob.CreateSnapshotAsync(
            new Dictionary<string, string> { [Mark] = "true" }, new() { IfMatch = properties.ETag }, cancellationToken);
        return (blob.WithSnapshot(made.Value.Snapshot), properties);
    }

    /// <summary>Takes them away.</summary>
    /// <param name="door">The door.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>How many there were.</returns>
    public async Task<int> TidyAsync(FileDoor door, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var blob in door.Container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.Snapshots, prefix: null, cancellationToken))
        {
            if (blob.Snapshot is not { Length: > 0 } snapshot || !blob.Metadata.ContainsKey(Mark) || !IsOld(snapshot) || !BlobIntake.IsAddress(door, blob.Name)) continue;

            await door.Container.GetBlobClient(blob.Name).WithSnapshot(snapshot).DeleteIfExistsAsync(cancellationToken: cancellationToken);
            count++;
        }

        return count;
    }

    private bool IsOld(string snapshot) =>
        DateTimeOffset.TryParse(snapshot, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var made)
        && clock.GetUtcNow() - made > Age;
}
