namespace Pricing.Pipeline.Nights.Steps;

/// <summary>Knows of the rows of batches that wait for something else to be stored.</summary>
public interface IWaitingRows
{
    /// <summary>How many wait.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    Task<int> CountAsync(CancellationToken cancellationToken);
}
