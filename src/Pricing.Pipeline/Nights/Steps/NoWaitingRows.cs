namespace Pricing.Pipeline.Nights.Steps;

/// <summary>Where no rows are kept waiting, none wait.</summary>
internal sealed class NoWaitingRows : IWaitingRows
{
    public Task<int> CountAsync(CancellationToken cancellationToken) => Task.FromResult(0);
}
