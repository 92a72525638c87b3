namespace Pricing.Rates;

/// <summary>The curve that counts for a measurement date.</summary>
/// <param name="Curve">The curve.</param>
/// <param name="MeasurementDate">The date it was selected for.</param>
/// <param name="IsFinal">
/// Whether no curve still to come can take its place: it is dated the measurement date, or a later one proves that none
/// was published for that date. Otherwise it is provisional.
/// </param>
public sealed record SelectedCurve(YieldCurve Curve, DateOnly MeasurementDate, bool IsFinal)
{
    /// <summary>Calendar days from the curve's date to the measurement date.</summary>
    public int AgeDays => MeasurementDate.DayNumber - Curve.Date.DayNumber;
}
