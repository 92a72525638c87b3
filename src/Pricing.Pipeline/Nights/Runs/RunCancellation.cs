using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Nights.Runs;

/// <summary>
/// Requests to stop runs, <c>{date}/v{n}/cancel.json</c>. A request reaches a run that has not started, and one that
/// fails each time before it looks.
/// </summary>
/// <param name="storage">The container.</param>
public sealed class RunCancellation(PipelineStorage storage)
{
    private readonly RunNote<CancelRequest> notes = new(storage, "cancel", RunJson.Whole.CancelRequest);

    /// <summary>Notes a request; the first one stays.</summary>
    /// <param name="run">The run.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task RequestAsync(NightRun run, CancelRequest request, CancellationToken cancellationToken) =>
        notes.AddAsync(run, request, cancellationToken);

    /// <summary>The request to stop a run, or null.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="DamagedContentException">There is one that cannot be read.</exception>
    public Task<CancelRequest?> FindAsync(NightRun run, CancellationToken cancellationToken) =>
        notes.FindAsync(run, cancellationToken);
}

/// <summary>Somebody asked for a run to be stopped.</summary>
/// <param name="Reason">Why.</param>
/// <param name="AskedBy">Who.</param>
/// <param name="AskedAt">When, UTC.</param>
/// <param name="AskedByIdentity">What vouches for the name; null in requests from before it was kept.</param>
public sealed record CancelRequest(string Reason, string AskedBy, DateTimeOffset AskedAt, string? AskedByIdentity = null);
