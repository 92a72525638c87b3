using Pricing.Pipeline.Intake.Records;

namespace Pricing.Pipeline.Intake.Doors;

/// <summary>
/// Compares the doors with the ledger and takes in every blob that is new or was replaced. It is how the local host watches
/// its doors, and how the app heals what an event lost.
/// </summary>
/// <param name="seen">Which blobs were looked at.</param>
/// <param name="intake">Takes in a blob.</param>
public sealed class BlobSweep(SeenBlobs seen, BlobIntake intake)
{
    private readonly Dictionary<string, HashSet<SeenBlob>> known = new(StringComparer.Ordinal);

    /// <summary>Sweeps a door once. One sweep of this object runs at a time.</summary>
    /// <param name="door">The door.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The reports of the files that were taken in now.</returns>
    /// <exception cref="AggregateException">Some could not be taken in; all the others were.</exception>
    public async Task<IReadOnlyList<FileReport>> SweepAsync(FileDoor door, CancellationToken cancellationToken)
    {
        if (!known.TryGetValue(door.Name, out var looked))
            known[door.Name] = looked = await seen.ListAsync(door, cancellationToken);
        var reports = new List<FileReport>();
        var failures = new List<Exception>();
        await foreach (var blob in door.Container.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            var version = new SeenBlob(blob.Name, SeenBlobs.Text(blob.Properties.ETag!.Value));
            if (looked.Contains(version)) continue;
            try
            {
                if (await intake.IngestAsync(door, blob.Name, cancellationToken) is not { } report) continue;
                looked.Add(version);
                if (!report.SameAsBefore) reports.Add(report);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                failures.Add(new InvalidOperationException($"The file {blob.Name} could not be taken in.", failure));
            }
        }

        if (failures.Count > 0) throw new AggregateException(failures);
        return reports;
    }
}
