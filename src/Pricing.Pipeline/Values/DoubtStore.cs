using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Values;

/// <summary>Keeps the values whose basis is in doubt beside the ledger.</summary>
/// <param name="storage">The tables.</param>
/// <param name="alarm">Told of rows that cannot be read.</param>
public sealed class DoubtStore(PipelineStorage storage, DamageAlarm? alarm = null)
{
    private const string PartitionName = "doubt";
    private const string SoughtPartition = "doubts-sought";
    private const string SoughtRow = "exercise-price";

    /// <summary>Whether all that was stored has been looked through once.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<bool> IsSoughtAsync(CancellationToken cancellationToken) =>
        (await storage.Ledger.GetEntityIfExistsAsync<TableEntity>(
            SoughtPartition, SoughtRow, cancellationToken: cancellationToken)).HasValue;

    /// <summary>Notes that it has.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task NoteSoughtAsync(CancellationToken cancellationToken) => await storage.Ledger.UpsertEntityAsync(
        new TableEntity(SoughtPartition, SoughtRow), TableUpdateMode.Replace, cancellationToken);

    /// <summary>Adds a doubt; one that is there stays as it is.</summary>
    /// <param name="doubt">The doubt.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Whether it is new.</returns>
    public async Task<bool> AddAsync(BasisDoubt doubt, CancellationToken cancellationToken)
    {
        try
        {
            await storage.Ledger.AddEntityAsync(Row(doubt), cancellationToken);
            return true;
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            return false;
        }
    }

    /// <summary>All doubts, decided ones too.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public IAsyncEnumerable<BasisDoubt> ListAsync(CancellationToken cancellationToken) => TableRecords.QueryAsync(
        storage.Ledger,
        TableClient.CreateQueryFilter($"PartitionKey eq {PartitionName}"),
        ValueJson.Readable.BasisDoubt,
        alarm,
        cancellationToken);

    /// <summary>Notes that a value stands all the same.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="date">The measurement date.</param>
    /// <param name="version">The version of the value.</param>
    /// <param name="decide">The doubt with the decision.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The doubt as it is now; null where there is none.</returns>
    public async Task<BasisDoubt?> DecideAsync(
        string issuer,
        string grantId,
        DateOnly date,
        int version,
        Func<BasisDoubt, BasisDoubt> decide,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            var row = await storage.Ledger.GetEntityIfExistsAsync<TableEntity>(
                PartitionName, KeyOf(issuer, grantId, date, version), cancellationToken: cancellationToken);
            if (!row.HasValue) return null;

            var doubt = TableRecords.Read(row.Value!, ValueJson.Readable.BasisDoubt);
            if (doubt.DecidedAt is not null) return doubt;

            var decided = decide(doubt);
            try
            {
                await storage.Ledger.UpdateEntityAsync(Row(decided), row.Value!.ETag, TableUpdateMode.Replace, cancellationToken);
                return decided;
            }
            catch (RequestFailedException changed) when (changed.Status == 412)
            {
                // Somebody decided in between; what stands is read again.
            }
        }
    }

    /// <summary>The reasons of the open doubts, to be shown beside the values.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyDictionary<string, string>> OpenAsync(CancellationToken cancellationToken)
    {
        var open = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var doubt in ListAsync(cancellationToken))
        {
            if (doubt.DecidedAt is null) open[KeyOf(doubt.Issuer, doubt.GrantId, doubt.MeasurementDate, doubt.Version)] = doubt.Reason;
        }

        return open;
    }

    /// <summary>A value as it is shown: with the doubt about it, where one is open.</summary>
    /// <param name="value">The value, the newest of its measurement date.</param>
    /// <param name="open">What <see cref="OpenAsync"/> gave.</param>
    public static ValueRecord Shown(ValueRecord value, IReadOnlyDictionary<string, string> open) =>
        open.Count > 0 && open.TryGetValue(KeyOf(value.Issuer, value.GrantId, value.MeasurementDate, value.Version), out var reason)
            ? value with { BasisInDoubt = reason }
            : value;

    private static TableEntity Row(BasisDoubt doubt) => TableRecords.Write(
        doubt,
        ValueJson.Readable.BasisDoubt,
        PartitionName,
        KeyOf(doubt.Issuer, doubt.GrantId, doubt.MeasurementDate, doubt.Version));

    private static string KeyOf(string issuer, string grantId, DateOnly date, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{KeyText.Encode(issuer)}|{Keys.Value(grantId, date, version)}");
}
