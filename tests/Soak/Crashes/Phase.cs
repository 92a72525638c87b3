using Pricing.Pipeline.Storage;
using Testing;

namespace Soak.Crashes;

/// <summary>A part of a walk that is disturbed by itself.</summary>
/// <param name="Name">Its name.</param>
/// <param name="At">What the clock shows.</param>
/// <param name="LastDate">The last date whose night is due.</param>
/// <param name="PrepareAsync">What somebody does before, undisturbed.</param>
/// <param name="ActAsync">What the host does once; it is called again until it says that all is done.</param>
internal sealed record Phase(
    string Name,
    DateTimeOffset At,
    string LastDate,
    Func<PipelineStorage, Task> PrepareAsync,
    Func<PipelineHost, Task<bool>> ActAsync)
{
    /// <summary>How long the host waits before it does it again.</summary>
    public TimeSpan Pause { get; init; }
}
