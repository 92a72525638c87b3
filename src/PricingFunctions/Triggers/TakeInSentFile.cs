using Microsoft.Azure.Functions.Worker;
using Pricing.Pipeline.Intake.Doors;
using Pricing.Pipeline.Intake.Records;

namespace PricingFunctions.Triggers;

/// <summary>Takes in a file that was sent, behind the answer to its sender.</summary>
/// <param name="records">The records.</param>
/// <param name="open">Takes it in; what fails is tried again by <see cref="SweepGrantBatches"/>.</param>
public sealed class TakeInSentFile(FileRecords records, OpenFiles open)
{
    /// <summary>Takes in one.</summary>
    /// <param name="key">The key of the attempt.</param>
    /// <param name="cancellationToken">Stops it; the next sweep finishes it.</param>
    [Function(nameof(TakeInSentFile))]
    public async Task RunAsync([QueueTrigger(SentFileMessages.Name)] string key, CancellationToken cancellationToken)
    {
        if (await records.FindAsync(key, cancellationToken) is { } record) await open.TryAsync(record, cancellationToken);
    }
}
