using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.JQuants;

/// <summary>The kept bodies of J-Quants.</summary>
public sealed class JQuantsBodies : IPriceBodies, INoticeBodies
{
    /// <inheritdoc cref="IPriceBodies.Feed"/>
    public string Feed => JQuantsClient.Feed;

    /// <inheritdoc/>
    public Task<PriceReply?> ReadPricesAsync(
        ReadOnlyMemory<byte> body, string code, DataSource source, CancellationToken cancellationToken)
    {
        var page = JQuantsPage.Parse(body, row => DailyBars.Read(row, 0));
        return Task.FromResult<PriceReply?>(new()
        {
            Facts = page.IsSuccess
                ? [.. page.Value.Rows.Where(row => row.Fact is not null).Select(row => new CodedFact(row.Code, row.Fact!.Value))]
                : [],
            Sources = [source],
            Dropped = 0,
            Failures = page.Failures,
        });
    }

    /// <inheritdoc/>
    public Task<NoticeReply?> ReadNoticesAsync(
        ReadOnlyMemory<byte> body, string code, DataSource source, CancellationToken cancellationToken)
    {
        var page = JQuantsPage.Parse(body, row => DividendRows.Read(row, 0));
        return Task.FromResult<NoticeReply?>(new()
        {
            Notices = page.IsSuccess ? [.. page.Value.Rows.Where(row => row.IsSuccess).Select(row => row.Value)] : [],
            Sources = [source],
            Failures = page.Failures,
        });
    }
}
