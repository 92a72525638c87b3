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

    /// <summary>Adds a doubt; one that is there stays as it is, unless it was lifted: then it is raised again.</summary>
    /// <param name="doubt">The doubt.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
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
            return await ChangeAsync(
                KeyOf(doubt.Issuer, doubt.GrantId, doubt.MeasurementDate, doubt.Version),
                stored => stored.LiftedAt is null ? null : doubt,
                cancellationToken) is { Changed: true };
        }
    }

    /// <summary>Notes that facts which raised a doubt are gone; one that was decided stays decided.</summary>
    /// <param name="doubt">The doubt.</param>
    /// <param name="at">The time.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public Task LiftAsync(BasisDoubt doubt, DateTimeOffset at, CancellationToken cancellationToken) => ChangeAsync(
        KeyOf(doubt.Issuer, doubt.GrantId, doubt.MeasurementDate, doubt.Version),
        stored => stored.IsOpen ? stored with { LiftedAt = at } : null,
        cancellationToken);

    /// <summary>All doubts, decided ones too.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public IAsyncEnumerable<BasisDoubt> ListAsync(CancellationToken cancellationToken) => TableRecords.QueryAsync(
        storage.Ledger,
        TableClient.CreateQueryFilter($"PartitionKey eq {PartitionName}"),
        ValueJson.Readable.BasisDoubt,
        alarm,
        cancellationToken);

    /// <summary>The doubt about a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The doubt, one that was decided or lifted too; null where there is none.</returns>
    public async Task<BasisDoubt?> FindAsync(ValueRecord value, CancellationToken cancellationToken)
    {
        var key = KeyOf(value.Issuer, value.GrantId, value.MeasurementDate, value.Version);
        var row = await storage.Ledger.GetEntityIfExistsAsync<TableEntity>(PartitionName, key, cancellationToken: cancellationToken);
        return row.HasValue ? TableRecords.Read(row.Value!, ValueJson.Readable.BasisDoubt) : null;
    }

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
        CancellationToken cancellationToken) => KeyText.Fits(issuer) && KeyText.Fits(grantId)
        ? (await ChangeAsync(
            KeyOf(issuer, grantId, date, version),
            doubt => doubt.DecidedAt is null ? decide(doubt) : null,
            cancellationToken))?.Doubt
        : null;

    /// <summary>The reasons of the open doubts, to be shown beside the values.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyDictionary<string, string>> ReasonsAsync(CancellationToken cancellationToken)
    {
        var open = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var doubt in ListAsync(cancellationToken))
        {
            if (doubt.IsOpen) open[KeyOf(doubt.Issuer, doubt.GrantId, doubt.MeasurementDate, doubt.Version)] = doubt.Reason;
        }

        return open;
    }

    /// <summary>A value as it is shown: with the doubt about it, where one is open.</summary>
    /// <param name="value">The value, the newest of its measurement date.</param>
    /// <param name="open">What <see cref="ReasonsAsync"/> gave.</param>
    public static ValueRecord Shown(ValueRecord value, IReadOnlyDictionary<string, string> open) =>
        open.Count > 0 && open.TryGetValue(KeyOf(value.Issuer, value.GrantId, value.MeasurementDate, value.Version), out var reason)
            ? value with { BasisInDoubt = reason }
            : value;

    /// <summary>Changes a doubt that is there; null from <paramref name="change"/> leaves it.</summary>
    private async Task<(BasisDoubt Doubt, bool Changed)?> ChangeAsync(
        string key, Func<BasisDoubt, BasisDoubt?> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var row = await storage.Ledger.GetEntityIfExistsAsync<TableEntity>(PartitionName, key, cancellationToken: cancellationToken);
            if (!row.HasValue) return null;

            var stored = TableRecords.Read(row.Value!, ValueJson.Readable.BasisDoubt);
            if (change(stored) is not { } changed) return (stored, false);

            try
            {
                await storage.Ledger.UpdateEntityAsync(Row(changed), row.Value!.ETag, TableUpdateMode.Replace, cancellationToken);
                return (changed, true);
            }
            catch (RequestFailedException conflict) when (conflict.Status == 412)
            {
                // Somebody changed it in between; what stands is read again.
            }
        }
    }

    private static TableEntity Row(BasisDoubt doubt) => TableRecords.Write(
        doubt,
        ValueJson.Readable.BasisDoubt,
        PartitionName,
        KeyOf(doubt.Issuer, doubt.GrantId, doubt.MeasurementDate, doubt.Version));

    private static string KeyOf(string issuer, string grantId, DateOnly date, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{KeyText.Encode(issuer)}|{Keys.Value(grantId, date, version)}");
}
