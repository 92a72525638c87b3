using System.Globalization;
using Pricing.Calendars;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>What a person should know of grants that are right: of those that are allotted on a day without a session.</summary>
internal sealed class GrantNotices
{
    private const int MostShown = 10;

    private readonly List<string> shown = [];
    private int count;

    /// <summary>All there is to say.</summary>
    public IReadOnlyList<string> All => count <= MostShown
        ? shown
        : [.. shown, string.Create(CultureInfo.InvariantCulture, $"and {count - MostShown} more grants of a day without a session")];

    /// <summary>Looks at a grant.</summary>
    /// <param name="line">Its line.</param>
    /// <param name="terms">The grant.</param>
    public void Look(int line, GrantTerms terms)
    {
        Look(line, "allotment_date", terms.AllotmentDate);
        if (terms.GrantDate != terms.AllotmentDate) Look(line, "grant_date", terms.GrantDate);
    }

    private void Look(int line, string field, DateOnly date)
    {
        if (TokyoCalendar.IsSession(date) || count++ >= MostShown) return;

        var day = date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
            ? $"a {CultureInfo.InvariantCulture.DateTimeFormat.GetDayName(date.DayOfWeek)}"
            : "a holiday of the exchange";
        shown.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"line {line}: {field} {DateText.Of(date)} is {day}; it is valued in the night of {DateText.Of(TokyoCalendar.BusinessDateOnOrAfter(date))}, by the policy's rule for a day without a close"));
    }
}
