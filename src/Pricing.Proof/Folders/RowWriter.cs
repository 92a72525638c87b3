using Azure.Data.Tables;

namespace Pricing.Proof.Folders;

/// <summary>Writes rows into an empty table as they come, as many at once as one transaction takes.</summary>
/// <param name="table">The table.</param>
internal sealed class RowWriter(TableClient table)
{
    private const int RowsAtOnce = 100;

    private readonly List<TableTransactionAction> pending = [];

    /// <summary>Takes a row; it is written with later ones, or with the flush.</summary>
    /// <param name="row">The row.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task AddAsync(TableEntity row, CancellationToken cancellationToken)
    {
        if (pending.Count == RowsAtOnce || (pending.Count > 0 && pending[0].Entity.PartitionKey != row.PartitionKey)) await FlushAsync(cancellationToken);
        pending.Add(new(TableTransactionActionType.UpsertReplace, row));
    }

    /// <summary>Writes what is pending.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (pending.Count > 0) await table.SubmitTransactionAsync(pending, cancellationToken);
        pending.Clear();
    }
}
