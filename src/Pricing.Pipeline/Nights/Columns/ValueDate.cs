using Pricing.Calendars;
using Pricing.Grants.Measurements;

namespace Pricing.Pipeline.Nights.Columns;

/// <summary>
/// The business date that a value belongs to, whichever run stored it: that which it is measured on, or the first one after a grant date
/// or a change of terms on a day that is none.
/// </summary>
internal static class ValueDate
{
    private static readonly DateOnly LastWithNight = TokyoCalendar.Coverage.To.AddYears(-1);

    /// <summary>The business date of a measurement date; of a day that the calendar does not reach, that day.</summary>
    /// <param name="measured">The measurement date.</param>
    public static DateOnly Of(DateOnly measured) => measured >= TokyoCalendar.Coverage.From && measured <= LastWithNight
        ? MeasurementSchedule.GrantDateNight(measured)
        : measured;

    /// <summary>Whether a value belongs to a date.</summary>
    /// <param name="measured">Its measurement date.</param>
    /// <param name="date">The date.</param>
    public static bool IsOf(DateOnly measured, DateOnly date) => measured == date || (measured < date && Of(measured) == date);
}
