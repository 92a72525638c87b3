namespace PricingFunctions.Local.TaskHub;

/// <summary>
/// Tells when the worker of this host is better started anew: a pass is open, nothing of it moves, and no step of it runs here. A
/// worker whose calls failed twice in a row may hold a step that it neither does nor gives back, and only its end gives that back.
/// </summary>
/// <param name="patience">How long nothing moves before the first time; twice as long before each further one.</param>
/// <param name="clock">The time.</param>
public sealed class StandstillWatch(TimeSpan patience, TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private DateTimeOffset? seen;
    private long since;
    private TimeSpan current;

    /// <summary>Looks once.</summary>
    /// <param name="movedAt">When the open pass moved the last time, by whatever clock; null where none is open.</param>
    /// <param name="isAtWork">Whether a step of it runs on this host.</param>
    /// <returns>Whether the worker is started anew now.</returns>
    public bool Look(DateTimeOffset? movedAt, bool isAtWork)
    {
        if (movedAt != seen || movedAt is null)
        {
            (seen, since, current) = (movedAt, clock.GetTimestamp(), patience);
            return false;
        }

        if (isAtWork) since = clock.GetTimestamp();
        if (clock.GetElapsedTime(since) < current) return false;

        (since, current) = (clock.GetTimestamp(), current * 2 < Longest ? current * 2 : Longest);
        return true;
    }
}
