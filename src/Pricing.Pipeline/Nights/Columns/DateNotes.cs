using Azure.Data.Tables;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Nights.Columns;

/// <summary>
/// Notes in the ledger which runs' tables hold values of which dates, so that those of a date are found without a look into every table,
/// and how the values of a date stand that several runs stored.
/// </summary>
/// <param name="storage">The ledger.</param>
/// <param name="alarm">Told of notes that cannot be read.</param>
public sealed class DateNotes(PipelineStorage storage, DamageAlarm? alarm = null)
{
    private const string HeldPartition = "held";
    private const string CountedPartition = "counted";
    private const int RowsInTransaction = 100;

    /// <summary>Whether a partition of the ledger holds these notes: they follow from the runs' tables, and a mere look at a date may write some.</summary>
    /// <param name="partition">The partition.</param>
    public static bool AreIn(string partition) => partition is HeldPartition or CountedPartition;

    /// <summary>What is noted of the values of a range of dates: what each run's table holds of them.</summary>
    /// <param name="from">The first date.</param>
    /// <param name="to">The last date.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public IAsyncEnumerable<HeldDate> HeldAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) => TableRecords.QueryAsync(
        storage.Ledger, Between(HeldPartition, from, to), ColumnJson.Readable.HeldDate, alarm, cancellationToken);

    /// <summary>Notes what the table of a run holds, in this order; a run is noted where its own date, the last one, is.</summary>
    /// <param name="held">What it holds.</param>
    /// <param name="cancellationToken">Stops the calls; doing it again leaves the same.</param>
    internal async Task WriteAsync(IReadOnlyList<HeldDate> held, CancellationToken cancellationToken)
    {
        foreach (var some in held.Chunk(RowsInTransaction))
        {
            await storage.Ledger.SubmitTransactionAsync(
                some.Select(one => new TableTransactionAction(
                    TableTransactionActionType.UpsertReplace, TableRecords.Write(one, ColumnJson.Readable.HeldDate, HeldPartition, KeyOf(one)))),
                cancellationToken);
        }
    }

    /// <summary>The counts that are kept of a range of dates.</summary>
    /// <param name="from">The first date.</param>
    /// <param name="to">The last date.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    internal IAsyncEnumerable<DateCount> CountedAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) => TableRecords.QueryAsync(
        storage.Ledger, Between(CountedPartition, from, to), ColumnJson.Readable.DateCount, alarm, cancellationToken);

    /// <summary>Keeps a count in the place of an earlier one of its date.</summary>
    /// <param name="count">The count.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    internal async Task KeepAsync(DateCount count, CancellationToken cancellationToken) => await storage.Ledger.UpsertEntityAsync(
        TableRecords.Write(count, ColumnJson.Readable.DateCount, CountedPartition, Keys.Date(count.Date)),
        TableUpdateMode.Replace,
        cancellationToken);

    private static string KeyOf(HeldDate held) => $"{Keys.Date(held.Date)}|{Keys.Date(held.RunDate)}|{Keys.Inverted(held.RunVersion)}";

    private static string Between(string partition, DateOnly from, DateOnly to)
    {
        var (first, end) = (Keys.Date(from), Keys.End($"{Keys.Date(to)}|"));
        return TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {first} and RowKey lt {end}");
    }
}
