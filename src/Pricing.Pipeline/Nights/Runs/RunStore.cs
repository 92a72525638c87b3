using Azure;
using Azure.Data.Tables;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Nights.Runs;

/// <summary>The table of runs: PK date, RK inverted version, so that the current run of a date comes first.</summary>
/// <param name="storage">The tables.</param>
public sealed class RunStore(PipelineStorage storage)
{
    /// <summary>The partitions that are dates; an engine may keep its own beside them.</summary>
    private const string Dates = "PartitionKey ge '0' and PartitionKey lt ':'";

    /// <summary>One run.</summary>
    /// <param name="run">Its date and version.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The run, or null.</returns>
    public async Task<RunRecord?> FindAsync(NightRun run, CancellationToken cancellationToken)
    {
        var found = await storage.Runs.GetEntityIfExistsAsync<TableEntity>(
            Keys.Date(run.Date), Keys.Inverted(run.Version), cancellationToken: cancellationToken);
        return found.HasValue ? Read(found.Value!) : null;
    }

    /// <summary>One run that must be there.</summary>
    /// <param name="run">Its date and version.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="InvalidOperationException">It is not there.</exception>
    public async Task<RunRecord> GetAsync(NightRun run, CancellationToken cancellationToken) =>
        await FindAsync(run, cancellationToken)
        ?? throw new InvalidOperationException($"The run {run} was never asked for.");

    /// <summary>The runs of a date, the current one first.</summary>
    /// <param name="date">The business date.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public IAsyncEnumerable<RunRecord> OfDateAsync(DateOnly date, CancellationToken cancellationToken) =>
        QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Keys.Date(date)}"), cancellationToken);

    /// <summary>All runs, by date.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public IAsyncEnumerable<RunRecord> AllAsync(CancellationToken cancellationToken) => QueryAsync(Dates, cancellationToken);

    /// <summary>The runs of a range of dates, by date.</summary>
    /// <param name="from">The first date.</param>
    /// <param name="to">The last date.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public IAsyncEnumerable<RunRecord> BetweenAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) => QueryAsync(
        TableClient.CreateQueryFilter($"PartitionKey ge {Keys.Date(from)} and PartitionKey le {Keys.Date(to)}"), cancellationToken);

    /// <summary>The runs that were asked for or started and are not at their end, by date.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public IAsyncEnumerable<RunRecord> OpenAsync(CancellationToken cancellationToken) => QueryAsync(
        TableClient.CreateQueryFilter(
            $"status eq {nameof(RunStatus.Requested)} or status eq {nameof(RunStatus.Running)}"),
        cancellationToken);

    /// <summary>Adds the next version of a date.</summary>
    /// <param name="request">The run; its version is set here.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The run as it is stored; that of an equal request of the same moment where there is one.</returns>
    public async Task<RunRecord> AddNextAsync(RunRecord request, CancellationToken cancellationToken)
    {
        while (true)
        {
            var newest = await OfDateAsync(request.Date, cancellationToken).FirstOrDefaultAsync(cancellationToken);
            var next = request with { Version = (newest?.Version ?? 0) + 1 };
            if (await TryAddAsync(next, cancellationToken)) return next;

            // The answer of the insert may have been lost, and the client's repetition of it been refused.
            if (await FindAsync(next.ToRun(), cancellationToken) is { } there && Asked(there) == Asked(next)) return there;
        }
    }

    /// <summary>Adds a run where it is not there yet.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Whether it was added.</returns>
    public async Task<bool> TryAddAsync(RunRecord run, CancellationToken cancellationToken)
    {
        try
        {
            await storage.Runs.AddEntityAsync(Write(run), cancellationToken);
            return true;
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            return false;
        }
    }

    /// <summary>Replaces a run's row.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task SaveAsync(RunRecord run, CancellationToken cancellationToken) =>
        storage.Runs.UpsertEntityAsync(Write(run), TableUpdateMode.Replace, cancellationToken);

    private static (RunScope, string, string, string, DateTimeOffset, string) Asked(RunRecord run) =>
        (run.Scope, run.Reason, run.AskedBy, run.AskedByIdentity, run.AskedAt, run.Issuers);

    private static TableEntity Write(RunRecord run) => TableRecords.Write(
        run, RunJson.Readable.RunRecord, Keys.Date(run.Date), Keys.Inverted(run.Version));

    private static RunRecord Read(TableEntity row)
    {
        try
        {
            return TableRecords.Read(row, RunJson.Readable.RunRecord);
        }
        catch (DamagedContentException damage)
        {
            return Unreadable(row, damage);
        }
    }

    private IAsyncEnumerable<RunRecord> QueryAsync(string filter, CancellationToken cancellationToken) =>
        storage.Runs.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).Where(IsRun).Select(Read);

    /// <summary>Whether the keys of a row are a run's; others are none of the pipeline's.</summary>
    private static bool IsRun(TableEntity row) =>
        DateText.Parse(row.PartitionKey) is not null && Keys.IsVersion(row.RowKey);

    /// <summary>
    /// A row that cannot be read is a run that failed of that: it is named, and carried out again as a run of the whole
    /// date. Which date and version it is its keys say.
    /// </summary>
    private static RunRecord Unreadable(TableEntity row, DamagedContentException damage) => new()
    {
        Date = DateText.Parse(row.PartitionKey)!.Value,
        Version = Keys.Version(row.RowKey),
        Status = RunStatus.Failed,
        Reason = "",
        AskedBy = "",
        AskedAt = row.Timestamp ?? default,
        FailureReason = StoredRow.Damage("runs", row, damage.Message).ToString(),
    };
}
