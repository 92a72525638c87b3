using System.ComponentModel.DataAnnotations;
using Pricing.Calendars;

namespace Pricing.Pipeline.Nights.Ledger;

/// <summary>When which night is due, section <c>Night</c>. Times are Japan Standard Time.</summary>
public sealed record NightOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Night";

    /// <summary>Whether business dates are valued by themselves (default true); where not, only what is asked for is.</summary>
    public bool Scheduled { get; init; } = true;

    /// <summary>When the timer fires: six-field NCRONTAB in UTC. What is due is decided by the other settings.</summary>
    public string Schedule { get; init; } = "0 */15 * * * *";

    /// <summary>From when on a business date's night is due.</summary>
    public TimeOnly DueTime { get; init; } = new(18, 0);

    /// <summary>
    /// From when on, the next business date, provisional values are looked at again: the yield curve is out about
    /// 09:30.
    /// </summary>
    public TimeOnly FollowUpTime { get; init; } = new(10, 0);

    /// <summary>The first date to value; null for the day the ledger is made.</summary>
    public DateOnly? FirstDate { get; init; }

    /// <summary>The last date to value; null for no end.</summary>
    public DateOnly? LastDate { get; init; }

    /// <summary>How long a run may take before it is reported; 1 minute to 7 days (default 2 h).</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan LongestRun { get; init; } = TimeSpan.FromHours(2);

    /// <summary>
    /// How long nothing of an open run may move before it is terminated and started again from its plan; longer than the
    /// longest step, which is a fetch from a feed on its smallest plan; 1 minute to 7 days (default 3 h).
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan LongestStandstill { get; init; } = TimeSpan.FromHours(3);

    /// <summary>What is wrong with the settings; empty where nothing is.</summary>
    public IEnumerable<string> Defects()
    {
        if (FirstDate < TokyoCalendar.FirstValuable || FirstDate > TokyoCalendar.Coverage.To.AddYears(-1))
        {
            yield return $"{Section}:FirstDate = {FirstDate:yyyy-MM-dd}: must be from {TokyoCalendar.FirstValuable:yyyy-MM-dd} to {TokyoCalendar.Coverage.To.AddYears(-1):yyyy-MM-dd}.";
        }

        if (LastDate < FirstDate)
        {
            yield return $"{Section}:LastDate = {LastDate:yyyy-MM-dd}: must not be before {Section}:FirstDate = {FirstDate:yyyy-MM-dd}.";
        }
    }
}
