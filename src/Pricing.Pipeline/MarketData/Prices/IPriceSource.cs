namespace Pricing.Pipeline.MarketData.Prices;

/// <summary>A source of closing prices. A further source, a corporate feed for one, is one class.</summary>
public interface IPriceSource
{
    /// <summary>The prices of every share on one date.</summary>
    /// <param name="date">The date.</param>
    /// <param name="cancellationToken">Stops the requests.</param>
    Task<PriceReply> OfDateAsync(DateOnly date, CancellationToken cancellationToken);

    /// <summary>The prices of one share over time.</summary>
    /// <param name="code">The security code, five characters.</param>
    /// <param name="window">The dates; the source may know only some of them.</param>
    /// <param name="cancellationToken">Stops the requests.</param>
    Task<PriceReply> OfCodeAsync(string code, DateWindow window, CancellationToken cancellationToken);

    /// <summary>Whether shares were traded on a date, by the source's own word.</summary>
    /// <param name="date">The date.</param>
    /// <param name="cancellationToken">Stops the requests.</param>
    /// <returns>Whether they were, or why the source does not say.</returns>
    Task<Outcome<bool>> WasOpenAsync(DateOnly date, CancellationToken cancellationToken);
}
