using Azure.Storage.Blobs.Models;

namespace Pricing.Pipeline.Intake.Doors;

/// <summary>
/// Takes away the snapshots of blobs that processes left behind when they ended while they read a file. A younger one may be
/// read still.
/// </summary>
/// <param name="clock">The time.</param>
public sealed class LeftSnapshots(TimeProvider clock)
{
    /// <summary>Longer than any file is read.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromHours(1);

    /// <summary>Takes them away.</summary>
    /// <param name="door">The door.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>How many there were.</returns>
    public async Task<int> TidyAsync(FileDoor door, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var blob in door.Container.GetBlobsAsync(BlobTraits.None, BlobStates.Snapshots, prefix: null, cancellationToken))
        {
            if (blob.Snapshot is not { Length: > 0 } snapshot || !IsOld(snapshot) || !BlobIntake.IsAddress(door, blob.Name)) continue;

            await door.Container.GetBlobClient(blob.Name).WithSnapshot(snapshot).DeleteIfExistsAsync(cancellationToken: cancellationToken);
            count++;
        }

        return count;
    }

    private bool IsOld(string snapshot) =>
        DateTimeOffset.TryParse(snapshot, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var made)
        && clock.GetUtcNow() - made > Age;
}
