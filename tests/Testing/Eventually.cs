using System.Diagnostics;

namespace Testing;

/// <summary>Waits for a condition instead of for time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="what">The condition in words, for the message.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <param name="within">How long at most; two minutes where it is not given.</param>
    /// <exception cref="TimeoutException">It never held.</exception>
    public static async Task TrueAsync(
        string what, Func<Task<bool>> condition, CancellationToken cancellationToken, TimeSpan? within = null)
    {
        var patience = within ?? Patience;
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > patience)
                throw new TimeoutException($"Not within {patience.TotalSeconds:0.#} s: {what}");
            await Task.Delay(Poll, cancellationToken);
        }
    }

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="what">The condition in words, for the message.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <param name="within">How long at most; two minutes where it is not given.</param>
    /// <exception cref="TimeoutException">It never held.</exception>
    public static Task TrueAsync(
        string what, Func<bool> condition, CancellationToken cancellationToken, TimeSpan? within = null) =>
        TrueAsync(what, () => Task.FromResult(condition()), cancellationToken, within);
}
