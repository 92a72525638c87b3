namespace Pricing;

/// <summary>A span of calendar dates, both ends included.</summary>
/// <param name="From">The first date.</param>
/// <param name="To">The last date, not before <paramref name="From"/>.</param>
public readonly record struct DateWindow(DateOnly From, DateOnly To)
{
    /// <summary>Whether the date lies in the window.</summary>
    /// <param name="date">The date.</param>
    public bool Contains(DateOnly date) => From <= date && date <= To;

    /// <summary><c>2005-12-02..2013-07-11</c>.</summary>
    public override string ToString() => $"{From:yyyy-MM-dd}..{To:yyyy-MM-dd}";
}
