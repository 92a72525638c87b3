namespace Pricing.Pipeline.MarketData.Dividends;

/// <summary>A source of dividend notices.</summary>
public interface IDividendSource
{
    /// <summary>The notices about every share that were published on one date.</summary>
    /// <param name="date">The date.</param>
    /// <param name="cancellationToken">Stops the requests.</param>
    Task<NoticeReply> PublishedOnAsync(DateOnly date, CancellationToken cancellationToken);

    /// <summary>Every notice about one share.</summary>
    /// <param name="code">The security code, five characters.</param>
    /// <param name="cancellationToken">Stops the requests.</param>
    Task<NoticeReply> OfCodeAsync(string code, CancellationToken cancellationToken);
}
