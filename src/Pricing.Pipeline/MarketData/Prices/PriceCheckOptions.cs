using System.ComponentModel.DataAnnotations;

namespace Pricing.Pipeline.MarketData.Prices;

/// <summary>When prices are not to be trusted without a look.</summary>
public sealed record PriceCheckOptions
{
    /// <summary>How many sessions old the newest close may be on the measurement date; 0 to 250 (default 1).</summary>
    [Range(0, 250)]
    public int MaximumAgeSessions { get; init; } = 1;

    /// <summary>
    /// How many sessions in a row a window may lack closes, at its start too; 1 to 250 (default 20). More is a hole in what
    /// is stored, unless the period is excluded.
    /// </summary>
    [Range(1, 250)]
    public int MaximumGapSessions { get; init; } = 20;

    /// <summary>
    /// A daily log return beyond this many standard deviations of the share's own is suspect; 3 to 100 (default 20).
    /// </summary>
    [Range(3.0, 100.0)]
    public double SuspectDeviations { get; init; } = 20;

    /// <summary>
    /// New shares per old one of the splits that are usual, above 1; a return that is close to one of them, or to a
    /// consolidation of any whole number into one, is suspect where none is known.
    /// </summary>
    public IReadOnlyList<decimal> UsualSplits { get; init; } =
        [1.1m, 1.2m, 1.25m, 1.3m, 1.4m, 1.5m, 2, 3, 4, 5, 10, 20, 50, 100, 200, 300, 400, 500, 1000];

    /// <summary>
    /// How close to a usual split's a return is suspect, as a fraction; 0.001 to 0.2 (default 0.08). Below 1:2 at most two
    /// deviations of the share's own days.
    /// </summary>
    [Range(0.001, 0.2)]
    public double SplitTolerance { get; init; } = 0.08;

    /// <summary>
    /// Returns that were looked at and are right: security code, of an ordinary share with four characters or five, and the date of the
    /// later close, as <c>3774/2012-09-26</c>.
    /// </summary>
    public IReadOnlyList<string> Confirmed { get; init; } = [];
}
