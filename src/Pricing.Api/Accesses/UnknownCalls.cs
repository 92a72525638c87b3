namespace Pricing.Api.Accesses;

/// <summary>
/// How many refused calls of nobody who is known, or of no address, are noted: anybody may make as many as he likes, and the log must not grow with them.
/// </summary>
internal sealed class UnknownCalls
{
    /// <summary>The most that a host notes in a minute, each by itself.</summary>
    public const int MostInAMinute = 60;

    private readonly Lock counting = new();
    private DateTimeOffset minute;
    private int noted;
    private int unnoted;

    /// <summary>Counts one.</summary>
    /// <param name="now">The time.</param>
    /// <returns>Whether it may be noted.</returns>
    public bool MayNote(DateTimeOffset now)
    {
        lock (counting)
        {
            Turn(now);
            if (noted == MostInAMinute)
            {
                unnoted++;
                return false;
            }

            noted++;
            return true;
        }
    }

    /// <summary>How many of the minutes before were not noted; each is told once.</summary>
    /// <param name="now">The time.</param>
    public int TakeUnnoted(DateTimeOffset now)
    {
        lock (counting)
        {
            // Within the minute in which the limit is reached more may come.
            if (unnoted == 0 || !Turn(now)) return 0;

            var some = unnoted;
            unnoted = 0;
            return some;
        }
    }

    private bool Turn(DateTimeOffset now)
    {
        if (now - minute < TimeSpan.FromMinutes(1)) return false;

        (minute, noted) = (now, 0);
        return true;
    }
}
