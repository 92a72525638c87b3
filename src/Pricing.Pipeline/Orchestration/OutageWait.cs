namespace Pricing.Pipeline.Orchestration;

/// <summary>Waits out that something is away, for however many wait for it: they say once that it is away, and once that it is back.</summary>
/// <param name="clock">The time.</param>
/// <param name="away">Told by the first that waits, with what failed.</param>
/// <param name="back">Told when nobody waits any more, where it was there again for one of them.</param>
public sealed class OutageWait(TimeProvider clock, Action<Exception> away, Action back)
{
    private readonly Lock gate = new();
    private int waiting;
    private bool isBack;

    /// <summary>Does something; again and again while what it takes is away.</summary>
    /// <typeparam name="T">What it brings.</typeparam>
    /// <param name="work">What to do; it may have been done in part before.</param>
    /// <param name="isAway">Whether a failure is waited out; any other is thrown.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<T> OutliveAsync<T>(Func<Task<T>> work, Func<Exception, bool> isAway, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(isAway);
        try
        {
            return await work();
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && isAway(failure))
        {
            Begin(failure);
        }

        var isDone = false;
        try
        {
            var result = await AgainAsync(work, isAway, cancellationToken);
            isDone = true;
            return result;
        }
        finally
        {
            End(isDone);
        }
    }

    private async Task<T> AgainAsync<T>(Func<Task<T>> work, Func<Exception, bool> isAway, CancellationToken cancellationToken)
    {
        var pause = new BackOff(clock);
        while (true)
        {
            await pause.WaitAsync(cancellationToken);
            try
            {
                return await work();
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested && isAway(failure))
            {
                // It was said.
            }
        }
    }

    private void Begin(Exception failure)
    {
        lock (gate)
        {
            if (waiting++ == 0) away(failure);
        }
    }

    private void End(bool isDone)
    {
        lock (gate)
        {
            isBack |= isDone;
            if (--waiting > 0) return;

            if (isBack) back();
            isBack = false;
        }
    }
}
