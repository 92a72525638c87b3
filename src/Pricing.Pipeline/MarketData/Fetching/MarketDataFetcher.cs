using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Pricing.Pipeline.MarketData.Fetching;

/// <summary>
/// Fetches what a night needs: the closes of its date, the curves, the dividends. Bodies are archived first, then taken
/// into the stored histories. Doing it twice leaves the same blobs. A feed that fails leaves its part missing, with the
/// reason in the summary; only storage that fails is an exception. A feed that is switched off is not asked, and nothing
/// of it is missing: its figures come from files.
/// </summary>
/// <param name="curves">Fetches curves.</param>
/// <param name="prices">Fetches prices.</param>
/// <param name="dividends">Fetches dividends.</param>
/// <param name="options">Which feeds are asked, and how long it may take.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
public sealed partial class MarketDataFetcher(
    CurveFetch curves,
    PriceFetch prices,
    DividendFetch dividends,
    IOptions<MarketDataOptions> options,
    TimeProvider time,
    ILogger<MarketDataFetcher> logger)
{
    /// <summary>Fetches a night's data.</summary>
    /// <param name="date">The business date.</param>
    /// <param name="codes">The security codes, four or five characters each.</param>
    /// <param name="cancellationToken">Stops the requests.</param>
    /// <returns>What it brought, and what not.</returns>
    public async Task<FetchSummary> FetchAsync(
        DateOnly date, IReadOnlyCollection<string> codes, CancellationToken cancellationToken)
    {
        var tally = new FetchTally(date);
        var known = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var code in codes)
        {
            var parsed = SecurityCode.Parse(code);
            if (parsed.TryGet(out var full))
                known.Add(full);
            else
                tally.Failures.AddRange(parsed.Failures);
        }

        tally.Codes = known.Count;
        using var limit = new CancellationTokenSource(options.Value.FetchTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            if (options.Value.Jgb.Enabled) await curves.FetchAsync(date, tally, both.Token);
            if (options.Value.JQuants.Enabled)
            {
                await prices.FetchAsync(date, known, tally, both.Token);
                await dividends.FetchAsync(date, known, tally, both.Token);
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested
            && !cancellationToken.IsCancellationRequested)
        {
            tally.Failures.Add(new(
                ReasonCode.FeedUnavailable,
                "fetch",
                $"{options.Value.FetchTimeout}",
                "the time for the night's fetch ran out"));
        }

        foreach (var failure in tally.Failures)
            LogFailure(date, failure);
        return tally.Summary();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Market data of {Date:yyyy-MM-dd}: {Failure}")]
    private partial void LogFailure(DateOnly date, Failure failure);
}
