using System.Globalization;
using Azure.Data.Tables;
using Pricing.Pipeline.Storage;

namespace PricingFunctions.Local.Engine;

/// <summary>
/// The answered calls of an orchestration instance, one row each in the ledger, PK
/// <c>history|instance</c>, RK the call's number.
/// </summary>
/// <param name="storage">The table.</param>
internal sealed class CallHistory(PipelineStorage storage)
{
    private const string Name = "name";
    private const string Output = "output";
    private const string Failure = "failure";

    public async Task<Dictionary<int, RecordedCall>> ReadAsync(string instanceId, CancellationToken cancellationToken)
    {
        var partition = Partition(instanceId);
        var calls = new Dictionary<int, RecordedCall>();
        var rows = storage.Ledger.QueryAsync<TableEntity>(
            row => row.PartitionKey == partition, cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            calls.Add(
                int.Parse(row.RowKey, CultureInfo.InvariantCulture),
                new(row.GetString(Name), row.GetString(Output), row.GetString(Failure)));
        }

        return calls;
    }

    public Task AddAsync(string instanceId, int ordinal, RecordedCall call, CancellationToken cancellationToken) =>
        storage.Ledger.UpsertEntityAsync(
            new TableEntity(Partition(instanceId), Row(ordinal))
            {
                [Name] = call.Name,
                [Output] = call.Output,
                [Failure] = call.Failure,
            },
            TableUpdateMode.Replace,
            cancellationToken);

    /// <summary>Forgets an instance whose result is kept elsewhere.</summary>
    public async Task ClearAsync(string instanceId, CancellationToken cancellationToken)
    {
        const int RowsInTransaction = 100;
        var partition = Partition(instanceId);
        var rows = (await ReadAsync(instanceId, cancellationToken)).Keys;
        foreach (var some in rows.Chunk(RowsInTransaction))
        {
            await storage.Ledger.SubmitTransactionAsync(
                some.Select(ordinal => new TableTransactionAction(
                    TableTransactionActionType.Delete, new TableEntity(partition, Row(ordinal)))),
                cancellationToken);
        }
    }

    private static string Partition(string instanceId) => $"history|{KeyText.Encode(instanceId)}";

    private static string Row(int ordinal) => ordinal.ToString("D6", CultureInfo.InvariantCulture);
}
