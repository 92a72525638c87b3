using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Pricing.Pipeline.Intake.Doors;
using Pricing.Pipeline.Storage;

namespace PricingFunctions.Triggers;

/// <summary>
/// Takes in a grant batch that was dropped. How it is noticed is fixed when the app is compiled, so there are two
/// functions of which a setting switches one off: events come within a second and are all that a Flex Consumption plan
/// knows, polling needs no subscription.
/// </summary>
/// <param name="intake">Takes it in.</param>
/// <param name="doors">Where it was dropped.</param>
public sealed class IngestGrantBatch(BlobIntake intake, FileDoors doors)
{
    private const string Place = PipelineStorage.GrantBatchesContainer + "/{name}";

    /// <summary>Noticed by an event.</summary>
    /// <param name="blob">The batch.</param>
    /// <param name="cancellationToken">Stops it; the next try finishes it.</param>
    [Function(nameof(IngestGrantBatch))]
    public Task OnEventAsync(
        [BlobTrigger(Place, Source = BlobTriggerSource.EventGrid)] BlobClient blob,
        CancellationToken cancellationToken) => intake.IngestAsync(doors.GrantBatches, blob.Name, cancellationToken);

    /// <summary>Noticed by polling.</summary>
    /// <param name="blob">The batch.</param>
    /// <param name="cancellationToken">Stops it; the next try finishes it.</param>
    [Function("IngestGrantBatchPolled")]
    public Task OnPollAsync(
        [BlobTrigger(Place)] BlobClient blob, CancellationToken cancellationToken) =>
        intake.IngestAsync(doors.GrantBatches, blob.Name, cancellationToken);
}
