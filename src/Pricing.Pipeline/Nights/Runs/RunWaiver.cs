using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Nights.Runs;

/// <summary>Requests to let failed runs be, <c>{date}/v{n}/waive.json</c>; the ledger acts on them.</summary>
/// <param name="storage">The container.</param>
public sealed class RunWaiver(PipelineStorage storage)
{
    private readonly RunNote<WaiveRequest> notes = new(storage, "waive", RunJson.Whole.WaiveRequest);

    /// <summary>Notes a request; the first one stays.</summary>
    /// <param name="run">The run.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The first one.</returns>
    /// <exception cref="DamagedContentException">There is one already that cannot be read.</exception>
    public async Task<WaiveRequest> RequestAsync(NightRun run, WaiveRequest request, CancellationToken cancellationToken) =>
        await notes.AddAsync(run, request, cancellationToken) ? request : await notes.FindAsync(run, cancellationToken) ?? request;

    /// <summary>The request to let a run be, or null.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="DamagedContentException">There is one that cannot be read.</exception>
    public Task<WaiveRequest?> FindAsync(NightRun run, CancellationToken cancellationToken) =>
        notes.FindAsync(run, cancellationToken);
}

/// <summary>Somebody accepts that a run failed.</summary>
/// <param name="Reason">Why.</param>
/// <param name="AskedBy">Who.</param>
/// <param name="AskedAt">When, UTC.</param>
/// <param name="AskedByIdentity">What vouches for the name; null in requests from before it was kept.</param>
public sealed record WaiveRequest(string Reason, string AskedBy, DateTimeOffset AskedAt, string? AskedByIdentity = null);
