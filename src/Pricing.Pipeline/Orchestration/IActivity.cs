namespace Pricing.Pipeline.Orchestration;

/// <summary>
/// A step of an orchestration that touches the world. It may run more than once for one call, so it leaves the
/// same traces however often it runs. Inputs and outputs are under 4 KB as JSON.
/// </summary>
/// <typeparam name="TInput">What it is given.</typeparam>
/// <typeparam name="TOutput">What it answers.</typeparam>
public interface IActivity<TInput, TOutput>
{
    /// <summary>Does the step.</summary>
    /// <param name="input">What it is given.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<TOutput> RunAsync(TInput input, CancellationToken cancellationToken);
}
