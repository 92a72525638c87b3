using Azure.Data.Tables;
using Pricing.Pipeline.Storage;

namespace PricingFunctions.Local.TaskHub;

/// <summary>
/// What versions up to 0.1.0 left: they kept the answered calls of a run in the ledger, PK <c>history|instance</c>, and
/// claimed it as <c>local on MACHINE</c>. A half-done run goes on from its row and its plan, so the calls can go.
/// </summary>
internal static class FormerEngine
{
    private const string Prefix = "history|";
    private const int RowsInTransaction = 100;

    /// <summary>The name under which it claimed runs on this machine.</summary>
    public static string Name => $"local on {Environment.MachineName}";

    /// <summary>Forgets its calls.</summary>
    /// <param name="storage">The ledger.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public static async Task ForgetAsync(PipelineStorage storage, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {Prefix} and PartitionKey lt {Keys.End(Prefix)}");
        var calls = await storage.Ledger
            .QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken);
        foreach (var run in calls.GroupBy(call => call.PartitionKey))
        {
            foreach (var some in run.Chunk(RowsInTransaction))
            {
                await storage.Ledger.SubmitTransactionAsync(
                    some.Select(call => new TableTransactionAction(TableTransactionActionType.Delete, call)),
                    cancellationToken);
            }
        }
    }
}
