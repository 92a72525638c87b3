using Pricing.Calendars;

namespace Pricing.Grants.Measurements;

/// <summary>Which values a grant is due on a business date.</summary>
public static class MeasurementSchedule
{
    /// <summary>The business date whose night values the grant date: itself, else the first one after it.</summary>
    /// <param name="grantDate">The grant date, by default the allotment date.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside <see cref="TokyoCalendar.Coverage"/>.</exception>
    public static DateOnly GrantDateNight(DateOnly grantDate) => TokyoCalendar.BusinessDateOnOrAfter(grantDate);

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
