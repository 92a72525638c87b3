using Pricing.Calendars;

namespace Pricing.Grants.Measurements;

/// <summary>Which values a grant is due on a business date.</summary>
public static class MeasurementSchedule
{
    private static readonly DateOnly LastWithNight = TokyoCalendar.Coverage.To.AddYears(-1);

    /// <summary>The business date whose night values the grant date: itself, else the first one after it.</summary>
    /// <param name="grantDate">The grant date, by default the allotment date.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside <see cref="TokyoCalendar.Coverage"/>.</exception>
    public static DateOnly GrantDateNight(DateOnly grantDate) => TokyoCalendar.BusinessDateOnOrAfter(grantDate);

    /// <summary>The night of a measurement date as <see cref="GrantDateNight"/>, for any date; null where the calendar does not reach it.</summary>
    /// <param name="measured">The measurement date.</param>
    public static DateOnly? FindNight(DateOnly measured) =>
        measured >= TokyoCalendar.Coverage.From && measured <= LastWithNight ? GrantDateNight(measured) : null;

    /// <summary>
    /// Whether what is measured on a date belongs to a business date: it is that date, or that date's night is its own, being a grant date
    /// or a change of terms on a day that is no business date.
    /// </summary>
    /// <param name="measured">The measurement date.</param>
    /// <param name="date">The business date.</param>
    public static bool IsOfNight(DateOnly measured, DateOnly date) =>
        measured == date || (measured < date && FindNight(measured) == date);

    /// <summary>
    /// The measurements of a night: an indicative one before the grant date; from then on the grant-date one until it
    /// is final, always measured on the grant date; and a remeasured one on every business date after its night.
    /// </summary>
    /// <param name="grantDate">The grant date, by default the allotment date.</param>
    /// <param name="grantDateValue">How far the grant-date value is; null where there is none yet.</param>
    /// <param name="businessDate">The business date of the night.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside <see cref="TokyoCalendar.Coverage"/>.</exception>
    public static IReadOnlyList<Measurement> Due(DateOnly grantDate, Finality? grantDateValue, DateOnly businessDate)
    {
        if (businessDate < grantDate)
            return [new(MeasurementKind.Indicative, businessDate)];

        var due = new List<Measurement>(2);
        if (grantDateValue != Finality.Final)
            due.Add(new(MeasurementKind.GrantDate, grantDate));
        if (businessDate > GrantDateNight(grantDate))
            due.Add(new(MeasurementKind.Remeasured, businessDate));
        return due;
    }
}
