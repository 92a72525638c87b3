namespace PricingFunctions.Local.SampleFeed;

/// <summary>A close of the samples.</summary>
/// <param name="Date">The session.</param>
/// <param name="Code">The security code, five characters.</param>
/// <param name="Close">The raw close in yen.</param>
/// <param name="SplitNewPerOld">New shares per old one on a split's ex-date; else 1.</param>
internal sealed record SampleClose(DateOnly Date, string Code, decimal Close, decimal SplitNewPerOld);
