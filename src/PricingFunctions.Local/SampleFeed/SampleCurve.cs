namespace PricingFunctions.Local.SampleFeed;

/// <summary>A curve of the samples.</summary>
/// <param name="Date">Its date.</param>
/// <param name="Yields">The yields as text in percent, one a tenor, <c>-</c> for none.</param>
internal sealed record SampleCurve(DateOnly Date, IReadOnlyList<string> Yields);
