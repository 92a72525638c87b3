namespace Testing;

/// <summary>A made-up close on a session of the real calendar.</summary>
/// <param name="Date">The session.</param>
/// <param name="Close">The raw close in yen, on a tick of its price range.</param>
/// <param name="SplitNewPerOld">New shares per old one on the split's ex-date; else null.</param>
/// <param name="IsSynthetic">Whether it is made up; the last close is the real one.</param>
public readonly record struct SyntheticClose(DateOnly Date, decimal Close, decimal? SplitNewPerOld, bool IsSynthetic);
