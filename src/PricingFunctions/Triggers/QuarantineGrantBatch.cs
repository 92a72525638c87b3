using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Intake.Doors;

namespace PricingFunctions.Triggers;

/// <summary>Takes up what the blob triggers gave up: a batch that failed as often as <c>host.json</c> allows.</summary>
/// <param name="quarantine">Tries it a last time, or puts it aside.</param>
/// <param name="doors">Where files are dropped.</param>
/// <param name="logger">Says what is none of its business.</param>
public sealed partial class QuarantineGrantBatch(
    BlobQuarantine quarantine, FileDoors doors, ILogger<QuarantineGrantBatch> logger)
{
    /// <summary>The queue that the blob extension writes to; its name is fixed.</summary>
    private const string PoisonQueue = "webjobs-blobtrigger-poison";

    /// <summary>Handles one.</summary>
    /// <param name="blob">What the host says of it.</param>
    /// <param name="cancellationToken">Stops it; the next try finishes it.</param>
    [Function(nameof(QuarantineGrantBatch))]
    public async Task RunAsync([QueueTrigger(PoisonQueue)] PoisonedBlob blob, CancellationToken cancellationToken)
    {
        if (doors.Find(blob.ContainerName) is { } door)
        {
            await quarantine.TryOrMoveAsync(door, blob.BlobName, cancellationToken);
        }
        else
        {
            LogForeign(blob.ContainerName, blob.BlobName);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A blob of the container {Container} failed for good: {Blob}")]
    private partial void LogForeign(string container, string blob);
}
