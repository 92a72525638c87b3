using Pricing.Files.Fields;
using Pricing.Files.Schemas;
using Pricing.Pipeline.Register.Events;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>Takes the rows of a file of holders and stores each at once, since all together have no more rights than were allotted.</summary>
internal sealed class HolderSink(HolderStore store, OddIds odd, string batchHash, bool replace) : IBatchSink
{
    public TableSchema Schema => GrantHolder.Schema;

    public async Task<IReadOnlyList<RowAnswer>> TakeAsync(BatchRow row, FieldReader fields, CancellationToken cancellationToken)
    {
        var read = await GrantHolder.ReadSubmittedAsync(fields, (issuer, grantId) => store.IdsAsync(issuer, grantId, cancellationToken));
        if (!read.TryGet(out var item)) return [new(row, read.Failures.ToList())];

        return await odd.ClashAsync(item.Issuer, item.GrantId, cancellationToken) is { } clash
            ? [new(row, clash)]
            : [new(row, await store.StoreAsync(item, replace, batchHash, row.Line, cancellationToken))];
    }

    public Task<IReadOnlyList<RowAnswer>> FlushAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<RowAnswer>>([]);
}
