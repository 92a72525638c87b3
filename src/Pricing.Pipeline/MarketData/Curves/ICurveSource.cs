using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.Curves;

/// <summary>A source of government bond curves: one file of the past, one of the current month.</summary>
public interface ICurveSource
{
    /// <summary>The curves to the end of last month.</summary>
    /// <param name="known">What is known of the file read last time; null where it must be sent in any case.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <returns>The file; null where it has not changed; or why it did not arrive.</returns>
    Task<Outcome<CurveReply?>> HistoryAsync(Validators? known, CancellationToken cancellationToken);

    /// <summary>The curves of the current month.</summary>
    /// <param name="known">What is known of the file read last time; null where it must be sent in any case.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <returns>The file; null where it has not changed; or why it did not arrive.</returns>
    Task<Outcome<CurveReply?>> CurrentMonthAsync(Validators? known, CancellationToken cancellationToken);
}
