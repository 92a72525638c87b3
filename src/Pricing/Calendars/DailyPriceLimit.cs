namespace Pricing.Calendars;

/// <summary>
/// How far a share's price may move in one session by the rules of the Tokyo Stock Exchange (Enforcement Rules for Business
/// Regulations, daily price limits in yen as they stand; earlier ones were narrower). A close beyond it is a mistake, or the base
/// price of the day was another one than the close before.
/// </summary>
public static class DailyPriceLimit
{
    /// <summary>Over more sessions without a close than this the limits add up to too much to say anything.</summary>
    public const int MostSessions = 5;

    private static readonly (decimal Below, decimal Limit)[] Steps =
    [
        (100, 30), (200, 50), (500, 80), (700, 100), (1_000, 150), (1_500, 300), (2_000, 400), (3_000, 500), (5_000, 700),
        (7_000, 1_000), (10_000, 1_500), (15_000, 3_000), (20_000, 4_000), (30_000, 5_000), (50_000, 7_000), (70_000, 10_000),
        (100_000, 15_000), (150_000, 30_000), (200_000, 40_000), (300_000, 50_000), (500_000, 70_000), (700_000, 100_000),
        (1_000_000, 150_000), (1_500_000, 300_000), (2_000_000, 400_000), (3_000_000, 500_000), (5_000_000, 700_000),
        (7_000_000, 1_000_000), (10_000_000, 1_500_000), (15_000_000, 3_000_000), (20_000_000, 4_000_000),
        (30_000_000, 5_000_000), (50_000_000, 7_000_000),
    ];

    private const decimal LimitAbove = 10_000_000;

    /// <summary>The limit.</summary>
    /// <param name="basePrice">The base price in yen, usually the close before.</param>
    /// <returns>The most yen that the price may rise or fall in one session.</returns>
    public static decimal Of(decimal basePrice)
    {
        foreach (var (below, limit) in Steps)
        {
            if (basePrice < below) return limit;
        }

        return LimitAbove;
    }

    /// <summary>Whether a change from one close to the next is more than the sessions between them allow.</summary>
    /// <param name="before">The close before in yen, on the share basis of the one after it.</param>
    /// <param name="after">The close after it.</param>
    /// <param name="sessions">The sessions from one to the other, at least 1; beyond <see cref="MostSessions"/> nothing is said.</param>
    public static bool IsBeyond(decimal before, decimal after, int sessions)
    {
        if (sessions is < 1 or > MostSessions) return false;

        var (lowest, highest) = (before, before);
        for (var session = 0; session < sessions; session++)
        {
            highest += Of(highest);
            lowest -= Of(lowest);
        }

        return after > highest || after < lowest;
    }
}
