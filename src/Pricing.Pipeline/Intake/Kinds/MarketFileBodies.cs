using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>The kept files of prices and of dividends.</summary>
public sealed class MarketFileBodies : IPriceBodies, INoticeBodies
{
    /// <summary>The short name of whatever came as a file.</summary>
    public const string FeedName = "file";

    /// <inheritdoc cref="IPriceBodies.Feed"/>
    public string Feed => FeedName;

    /// <inheritdoc/>
    public PriceReply ReadPrices(ReadOnlyMemory<byte> body, string code, DataSource source) =>
        PriceFileParser.Parse(body, code, source);

    /// <inheritdoc/>
    public NoticeReply ReadNotices(ReadOnlyMemory<byte> body, string code, DataSource source) =>
        DividendFileParser.Parse(body, code, source);
}
