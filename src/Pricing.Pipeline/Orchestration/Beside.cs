namespace Pricing.Pipeline.Orchestration;

/// <summary>Something that runs beside other work, and never longer than that.</summary>
public static class Beside
{
    /// <summary>Does work while something runs beside it. However the work ends, what runs beside it is ended then, and has ended when this does.</summary>
    /// <typeparam name="TBeside">The task of what runs beside it.</typeparam>
    /// <typeparam name="T">What the work brings.</typeparam>
    /// <param name="beside">Starts what runs beside it, until its token is cancelled.</param>
    /// <param name="work">The work; it is given the task, to wait for it where it wants to.</param>
    /// <param name="cancellationToken">Stops both.</param>
    public static async Task<T> RunAsync<TBeside, T>(Func<CancellationToken, TBeside> beside, Func<TBeside, Task<T>> work, CancellationToken cancellationToken)
        where TBeside : Task
    {
        ArgumentNullException.ThrowIfNull(beside);
        ArgumentNullException.ThrowIfNull(work);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = beside(ending.Token);
        try
        {
            return await work(running);
        }
        finally
        {
            await ending.CancelAsync();

            // What it failed with is of those who waited for it.
            await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
