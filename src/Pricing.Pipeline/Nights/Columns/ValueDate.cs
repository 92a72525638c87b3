using Pricing.Grants.Measurements;

namespace Pricing.Pipeline.Nights.Columns;

/// <summary>
/// The business date that a value belongs to, whichever run stored it: that which it is measured on, or the first one after a grant date
/// or a change of terms on a day that is none.
/// </summary>
internal static class ValueDate
{
    /// <summary>The business date of a measurement date; of a day that the calendar does not reach, that day.</summary>
    /// <param name="measured">The measurement date.</param>
    public static DateOnly Of(DateOnly measured) => MeasurementSchedule.FindNight(measured) ?? measured;
}
