using Pricing.Files.Fields;
using Pricing.Files.Schemas;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Settlements;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>Takes the rows of a batch of events and stores each at once, since each is judged by those before.</summary>
internal sealed class EventSink(GrantEventStore store, HolderStore holders, EventJudge judge, OddIds odd, string batchHash) : IBatchSink
{
    private readonly RepeatedRows repeated = new();

    public TableSchema Schema => GrantEvent.Schema;

    public IReadOnlyList<string> Notices => repeated.All;

    public async Task<IReadOnlyList<RowAnswer>> TakeAsync(BatchRow row, FieldReader fields, CancellationToken cancellationToken)
    {
        var read = await GrantEventReader.ReadSubmittedAsync(fields, (issuer, grantId) => holders.IdsAsync(issuer, grantId, cancellationToken));
        if (!read.TryGet(out var item)) return [new(row, read.Failures.ToList())];
        if (await odd.ClashAsync(item.Issuer, item.GrantId, cancellationToken) is { } clash) return [new(row, clash)];

        var stored = await store.StoreAsync(
            item,
            (partition, grant, others) => judge.JudgeAsync(partition, grant, others, item, cancellationToken),
            batchHash,
            row.Line,
            earlier => repeated.Note(row.Line, earlier),
            cancellationToken);
        return [new(row, stored)];
    }

    public Task<IReadOnlyList<RowAnswer>> FlushAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<RowAnswer>>([]);
}
