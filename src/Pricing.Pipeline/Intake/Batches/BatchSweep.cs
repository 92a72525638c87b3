using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Intake.Batches;

/// <summary>
/// Compares the container of grant batches with the ledger and takes in every blob that is new or was replaced.
/// It is how the local host watches the container, and how the app heals what an event lost.
/// </summary>
/// <param name="storage">The container.</param>
/// <param name="ledger">Which blobs were looked at.</param>
/// <param name="ingestor">Takes in a batch.</param>
public sealed class BatchSweep(PipelineStorage storage, BatchLedger ledger, BatchIngestor ingestor)
{
    private Dictionary<string, string>? seen;

    /// <summary>Sweeps once. One sweep of this object runs at a time.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The reports of the batches that were taken in now.</returns>
    /// <exception cref="AggregateException">Some could not be taken in; all the others were.</exception>
    public async Task<IReadOnlyList<BatchReport>> SweepAsync(CancellationToken cancellationToken)
    {
        seen ??= await ledger.SeenBlobsAsync(cancellationToken);
        var reports = new List<BatchReport>();
        var failures = new List<Exception>();
        await foreach (var blob in storage.GrantBatches.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            var etag = BatchLedger.Text(blob.Properties.ETag!.Value);
            if (seen.GetValueOrDefault(blob.Name) == etag) continue;
            try
            {
                if (await ingestor.IngestAsync(blob.Name, cancellationToken) is not { } report) continue;
                seen[blob.Name] = etag;
                if (!report.SameAsBefore) reports.Add(report);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                failures.Add(new InvalidOperationException($"The batch {blob.Name} could not be taken in.", failure));
            }
        }

        if (failures.Count > 0) throw new AggregateException(failures);
        return reports;
    }
}
