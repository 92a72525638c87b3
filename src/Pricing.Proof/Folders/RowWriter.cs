using Azure.Data.Tables;
using Pricing.Pipeline.Storage;

namespace Pricing.Proof.Folders;

/// <summary>Adds rows to a table as they come, in as few transactions as the service takes.</summary>
/// <param name="table">The table.</param>
internal sealed class RowWriter(TableClient table)
{
    private const int RowsAtOnce = 100;

    private readonly List<TableTransactions.Unit<TableEntity>> pending = [];

    /// <summary>Takes a row; it is written with later ones, or with the flush.</summary>
    /// <param name="row">The row.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="InvalidDataException">The service refuses a row for what it holds, or it is there already.</exception>
    public async Task AddAsync(TableEntity row, CancellationToken cancellationToken)
    {
        if (pending.Count == RowsAtOnce || (pending.Count > 0 && pending[0].Owner.PartitionKey != row.PartitionKey)) await FlushAsync(cancellationToken);
        pending.Add(new(row, [new(TableTransactionActionType.Add, row)]));
    }

    /// <summary>Writes what is pending.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="InvalidDataException">The service refuses a row for what it holds, or it is there already.</exception>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var (row, reason) in await TableTransactions.SubmitAsync(table, pending, cancellationToken))
                throw new InvalidDataException($"the row {row.PartitionKey} {row.RowKey} of {table.Name} is refused: {reason}");
        }
        catch (TableTransactionFailedException there) when (there.Status == 409)
        {
            throw new InvalidDataException($"a row of {table.Name}, {pending[0].Owner.PartitionKey}, is there twice", there);
        }

        pending.Clear();
    }
}
