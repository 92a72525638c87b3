using Pricing.Pipeline.Files;
using Pricing.Pipeline.Register.Events;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>Takes the rows of a batch of events and stores each at once, since each is judged by those before.</summary>
internal sealed class EventSink(GrantEventStore store, string batchHash) : IBatchSink
{
    public string Kind => "events";

    public IReadOnlyList<string> Required => GrantEvent.Fields;

    public IReadOnlyList<string> Allowed => GrantEvent.Fields;

    public async Task<IReadOnlyList<RowAnswer>> TakeAsync(BatchRow row, CancellationToken cancellationToken)
    {
        var read = GrantEvent.ReadSubmitted(new FieldReader(row.Fields.GetValueOrDefault));
        return read.TryGet(out var item)
            ? [new(row, await store.StoreAsync(item, batchHash, row.Line, cancellationToken))]
            : [new(row, read.Failures.ToList())];
    }

    public Task<IReadOnlyList<RowAnswer>> FlushAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<RowAnswer>>([]);
}
