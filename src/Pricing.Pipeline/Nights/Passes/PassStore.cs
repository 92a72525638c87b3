using Azure;
using Azure.Data.Tables;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Orchestration;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Nights.Passes;

/// <summary>
/// Which pass of the nights an engine has open: a row of the ledger, PK <c>nights</c>, RK the engine, that is there from
/// its start to its end. Every write is on the condition that nobody else wrote in between, so a pass cannot end
/// while it is asked for something: whoever asks touches the row, and the pass then looks at the ledger once more.
/// </summary>
/// <param name="storage">The table.</param>
/// <param name="engine">This engine.</param>
/// <param name="alarm">Told of a row that cannot be read.</param>
public sealed class PassStore(PipelineStorage storage, EngineName engine, DamageAlarm? alarm = null)
{
    /// <summary>What a row that cannot be read is taken for: no instance bears its name, so another pass is put in its place.</summary>
    private static readonly NightsPass Unreadable = new("", "", default);

    private const string PartitionName = "nights";

    /// <summary>Raised when this process ended a pass, so that it need not look for that.</summary>
    public event Action? Closed;

    private string RowName => KeyText.Encode(engine.Value);

    /// <summary>The open pass, or null.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<OpenPass?> FindAsync(CancellationToken cancellationToken)
    {
        var found = await storage.Ledger.GetEntityIfExistsAsync<TableEntity>(
            PartitionName, RowName, cancellationToken: cancellationToken);
        return found.HasValue
            ? new(TableRecords.TryRead(found.Value!, RunJson.Readable.NightsPass, alarm) ?? Unreadable, found.Value!.ETag)
            : null;
    }

    /// <summary>Opens a pass where none is open.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Whether it is open.</returns>
    public async Task<bool> TryOpenAsync(NightsPass pass, CancellationToken cancellationToken) =>
        await IsDoneAsync(() => storage.Ledger.AddEntityAsync(Write(pass), cancellationToken)) || await IsOpenAsync(pass, cancellationToken);

    /// <summary>Asks an open pass to look at the ledger once more before it ends.</summary>
    /// <param name="open">The pass.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Whether it will; if not, it changed since it was read.</returns>
    public Task<bool> TryTouchAsync(OpenPass open, CancellationToken cancellationToken) =>
        TryReplaceAsync(open, open.Pass, cancellationToken);

    /// <summary>Puts another pass in the place of an open one.</summary>
    /// <param name="open">The open one.</param>
    /// <param name="pass">The other.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Whether it is open; if not, the open one changed since it was read.</returns>
    public async Task<bool> TryReplaceAsync(OpenPass open, NightsPass pass, CancellationToken cancellationToken) =>
        await IsDoneAsync(() => storage.Ledger.UpdateEntityAsync(Write(pass), open.State, TableUpdateMode.Replace, cancellationToken))
        || await IsOpenAsync(pass, cancellationToken);

    /// <summary>Ends an open pass.</summary>
    /// <param name="open">The pass.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Whether it is at its end; if not, it changed since it was read.</returns>
    public async Task<bool> TryCloseAsync(OpenPass open, CancellationToken cancellationToken)
    {
        var isClosed = await IsDoneAsync(() => storage.Ledger.DeleteEntityAsync(PartitionName, RowName, open.State, cancellationToken));
        if (isClosed) Closed?.Invoke();
        return isClosed;
    }

    /// <summary>Whether a write was carried out all the same: its answer was lost, and the client's repetition of it was refused.</summary>
    private async Task<bool> IsOpenAsync(NightsPass pass, CancellationToken cancellationToken) =>
        (await FindAsync(cancellationToken))?.Pass.Id == pass.Id;

    private TableEntity Write(NightsPass pass) =>
        TableRecords.Write(pass, RunJson.Readable.NightsPass, PartitionName, RowName);

    private static async Task<bool> IsDoneAsync(Func<Task<Response>> write)
    {
        try
        {
            return (await write()).Status != 404;
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 409 or 412)
        {
            return false;
        }
    }
}
