namespace Pricing.Grants.Measurements;

/// <summary>One value that a grant is due.</summary>
/// <param name="Kind">What it is measured for.</param>
/// <param name="Date">The measurement date: the date of S, r, D and of the share basis.</param>
public readonly record struct Measurement(MeasurementKind Kind, DateOnly Date);
