namespace Pricing.Rates;

/// <summary>
/// The terms of which the Ministry of Finance publishes yields of government bonds: 1 to 10, 15, 20, 25, 30 and 40 years. By its file of the
/// past (<c>jgbcm_all.csv</c>) 10 years begin on 5 July 1986 and 40 years on 6 November 2007; the other long ones began one after
/// another in between, so before that day a curve need not have any of them.
/// </summary>
public static class PublishedTenors
{
    private const int Shortest = 9;
    private const int UpToTen = 10;

    private static readonly DateOnly TenFrom = new(1986, 7, 5);
    private static readonly DateOnly AllFrom = new(2007, 11, 6);
    private static readonly decimal[] All = [1m, 2m, 3m, 4m, 5m, 6m, 7m, 8m, 9m, 10m, 15m, 20m, 25m, 30m, 40m];

    /// <summary>The terms that a whole curve of a date has, in years, ascending.</summary>
    /// <param name="date">The date of the curve.</param>
    public static ReadOnlySpan<decimal> On(DateOnly date) =>
        date >= AllFrom ? All : All.AsSpan(0, date >= TenFrom ? UpToTen : Shortest);
}
