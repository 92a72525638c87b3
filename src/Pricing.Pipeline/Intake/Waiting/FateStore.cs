using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Intake.Waiting;

/// <summary>
/// Keeps what became of rows that waited: a row of the ledger each, and of each file one document beside its report,
/// <c>later.ndjson</c>, made of these rows.
/// </summary>
/// <param name="storage">The ledger and the container of reports.</param>
/// <param name="alarm">Told of rows that cannot be read.</param>
public sealed class FateStore(PipelineStorage storage, DamageAlarm? alarm = null)
{
    /// <summary>Notes what became of a row; the first note stays.</summary>
    /// <param name="fate">What became of it.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task AddAsync(WaitingFate fate, CancellationToken cancellationToken)
    {
        var row = RowOf(fate.Line);
        try
        {
            await storage.Ledger.AddEntityAsync(
                TableRecords.Write(fate, WaitingJson.Readable.WaitingFate, PartitionOf(fate.Batch), row), cancellationToken);
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            // Decided before, by another process or before a crash.
        }
    }

    /// <summary>What became of a row; null where it still waits, or never did.</summary>
    /// <param name="batch">The file, as its report names it.</param>
    /// <param name="line">The row's place in the file.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<WaitingFate?> FindAsync(string batch, int line, CancellationToken cancellationToken)
    {
        var found = await storage.Ledger.GetEntityIfExistsAsync<TableEntity>(PartitionOf(batch), RowOf(line), cancellationToken: cancellationToken);
        return found.HasValue ? TableRecords.TryRead(found.Value!, WaitingJson.Readable.WaitingFate, alarm) : null;
    }

    /// <summary>The files whose names begin so and of whose row in a place it is known what became.</summary>
    /// <param name="name">How the name of the file begins.</param>
    /// <param name="line">The row's place in the file.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyList<string>> FilesAsync(string name, int line, CancellationToken cancellationToken)
    {
        var prefix = PartitionOf(name);
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {prefix} and PartitionKey lt {Keys.End(prefix)} and RowKey eq {RowOf(line)}");
        return await storage.Ledger.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken)
            .Select(row => TableRecords.TryRead(row, WaitingJson.Readable.WaitingFate, alarm)?.Batch)
            .OfType<string>()
            .ToListAsync(cancellationToken);
    }

    /// <summary>What became of all rows that waited.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public IAsyncEnumerable<WaitingFate> AllAsync(CancellationToken cancellationToken) => QueryAsync(AllOfThem(), cancellationToken);

    /// <summary>What became of the rows that waited for a grant. It looks through those of all grants.</summary>
    /// <param name="key">The grant.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public IAsyncEnumerable<WaitingFate> OfGrantAsync(WaitingKey key, CancellationToken cancellationToken) => QueryAsync(
        TableClient.CreateQueryFilter($"issuer eq {key.Issuer} and grantId eq {key.GrantId} and ") + AllOfThem(), cancellationToken);

    /// <summary>What became of the rows of a file that waited, by their place.</summary>
    /// <param name="batch">The file, as its report names it.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyList<WaitingFate>> OfFileAsync(string batch, CancellationToken cancellationToken) =>
        await ReadAsync(batch, cancellationToken).ToListAsync(cancellationToken);

    /// <summary>What became of the rows of a file that waited, one after the other by their place.</summary>
    /// <param name="batch">The file, as its report names it.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public IAsyncEnumerable<WaitingFate> ReadAsync(string batch, CancellationToken cancellationToken)
    {
        var partition = PartitionOf(batch);
        var rows = storage.Ledger.QueryAsync<TableEntity>(row => row.PartitionKey == partition, cancellationToken: cancellationToken);
        return rows.Select(row => TableRecords.TryRead(row, WaitingJson.Readable.WaitingFate, alarm)).OfType<WaitingFate>();
    }

    /// <summary>Writes the document of a file anew from its rows, over no newer one.</summary>
    /// <param name="batch">The file, as its report names it.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task WriteAsync(string batch, CancellationToken cancellationToken)
    {
        var blob = storage.GrantBatchReports.GetBlobClient($"{batch}/later.ndjson");
        while (true)
        {
            // The rows are read after the version was: whoever writes in between knows at least as much.
            var version = await SharedBlob.VersionAsync(blob, cancellationToken);
            var fates = await OfFileAsync(batch, cancellationToken);
            var content = BinaryData.FromString(string.Concat(fates.Select(Line)));
            if (await SharedBlob.TryWriteAsync(blob, content, version, "application/x-ndjson", cancellationToken)) return;
        }
    }

    private static string AllOfThem() =>
        TableClient.CreateQueryFilter($"PartitionKey ge {PartitionOf("")} and PartitionKey lt {Keys.End(PartitionOf(""))}");

    private IAsyncEnumerable<WaitingFate> QueryAsync(string filter, CancellationToken cancellationToken) =>
        TableRecords.QueryAsync(storage.Ledger, filter, WaitingJson.Readable.WaitingFate, alarm, cancellationToken);

    private static string Line(WaitingFate fate) => JsonSerializer.Serialize(fate, WaitingJson.Readable.WaitingFate) + "\n";

    private static string RowOf(int line) => line.ToString("D9", CultureInfo.InvariantCulture);

    private static string PartitionOf(string batch) => $"fate|{batch}";
}
