using Microsoft.DurableTask;

namespace PricingFunctions.Durable;

/// <summary>How activities are tried again.</summary>
public static class ActivityRetries
{
    /// <summary>
    /// A killed worker fails its activities without another try, and a restart takes a while to be ready again: the
    /// attempts reach over six minutes. An orchestration has no services, so who cannot wait that long sets it here before
    /// the first one.
    /// </summary>
    public static RetryPolicy Policy { get; set; } = new(
        maxNumberOfAttempts: 8,
        firstRetryInterval: TimeSpan.FromSeconds(5),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromMinutes(2));
}
