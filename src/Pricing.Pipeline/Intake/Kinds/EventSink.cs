using Pricing.Files.Fields;
using Pricing.Files.Schemas;
using Pricing.Pipeline.Register.Events;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>Takes the rows of a batch of events and stores each at once, since each is judged by those before.</summary>
internal sealed class EventSink(GrantEventStore store, OddIds odd, string batchHash) : IBatchSink
{
    public TableSchema Schema => GrantEvent.Schema;

    public async Task<IReadOnlyList<RowAnswer>> TakeAsync(BatchRow row, FieldReader fields, CancellationToken cancellationToken)
    {
        var read = GrantEvent.ReadSubmitted(fields);
        if (!read.TryGet(out var item)) return [new(row, read.Failures.ToList())];

        return await odd.ClashAsync(item.Issuer, item.GrantId, cancellationToken) is { } clash
            ? [new(row, clash)]
            : [new(row, await store.StoreAsync(item, batchHash, row.Line, cancellationToken))];
    }

    public Task<IReadOnlyList<RowAnswer>> FlushAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<RowAnswer>>([]);
}
