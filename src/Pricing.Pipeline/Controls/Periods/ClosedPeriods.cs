namespace Pricing.Pipeline.Controls.Periods;

/// <summary>Says which periods are closed, for whoever stores or values something.</summary>
/// <param name="book">The closings.</param>
/// <param name="clock">The time.</param>
public sealed class ClosedPeriods(ClosingBook book, TimeProvider clock)
{
    // Whatever is stored meanwhile is as if it had come before the closing.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(1);

    private volatile Known? known;

    /// <summary>What is closed. It is not asked for again within a second, save after <see cref="Forget"/>; <see cref="AskAsync"/> always asks.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<ClosedNow> NowAsync(CancellationToken cancellationToken)
    {
        return known is { } remembered && clock.GetElapsedTime(remembered.At) < Remembered ? remembered.Closed : await AskAsync(cancellationToken);
    }

    /// <summary>What is closed, by all that was decided before this was called.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<ClosedNow> AskAsync(CancellationToken cancellationToken)
    {
        var asked = clock.GetTimestamp();
        var (closings, damage) = await book.ReadAsync(cancellationToken);
        var now = ClosedNow.Of(closings, damage);
        known = new(asked, now);
        return now;
    }

    /// <summary>Asks again the next time, since something was closed or opened.</summary>
    public void Forget() => known = null;

    private sealed record Known(long At, ClosedNow Closed);
}
