using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.MarketData.Feeds;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Tests.MarketData.Feeds;
using Testing;

namespace Pricing.Pipeline.Tests.MarketData.Fetching;

/// <summary>What it takes to read another source: the class below.</summary>
public sealed class AnotherSourceTests(AzuriteFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fetch_PricesFromAnotherSource_AreRetriedArchivedAndStoredLikeTheFirst()
    {
        await using var feed = await StandInFeed.StartAsync();
        feed.On("/close", BadReply.Of("500"), StandInReply.Json("3505"));
        await using var market = await StandInMarket.StartAsync(fixture, sources: services => services
            .AddFeed<CorporateFeed>(CorporateFeed.Name, _ => new CorporateOptions())
            .AddTransient<IPriceSource>(provider => provider.GetRequiredService<CorporateFeed>())
            .AddSingleton(new CorporateAddress(feed.BaseAddress)));

        var summary = await market.FetchAsync();

        Assert.Equal([], summary.Failures);
        var prices = (await market.Store.ReadPricesAsync("37740", Cancellation))!;
        Assert.Equal((3505m, CorporateFeed.Name), (prices.Closes[0].Close, prices.Sources[0].Feed));
        Assert.Equal(["200", "500"], (await market.ArchivedAsync(CorporateFeed.Name)).Select(body => body.Status));
        Assert.Equal(0, market.Asked(StandInMarket.BarsPath));
    }

    private sealed record CorporateAddress(Uri Base);

    private sealed record CorporateOptions : FeedOptions
    {
        public CorporateOptions() => RetryDelay = TimeSpan.FromMilliseconds(1);
    }

    /// <summary>A feed that says a close as a bare number.</summary>
    private sealed class CorporateFeed(HttpClient client, CorporateAddress address) : IPriceSource
    {
        public const string Name = "corporate";

        public Task<PriceReply> OfDateAsync(DateOnly date, CancellationToken cancellationToken) =>
            OfCodeAsync("37740", new(date, date), cancellationToken);

        public async Task<PriceReply> OfCodeAsync(string code, DateWindow window, CancellationToken cancellationToken)
        {
            var request = new FeedRequest(Name, new(address.Base, $"/close?code={code}&date={window.To:yyyy-MM-dd}"))
            {
                MediaTypes = ["application/json"],
            };
            var body = await FeedReader.ReadAsync(client, request, cancellationToken);
            if (!body.TryGet(out var received))
                return new() { Facts = [], Sources = [], Dropped = 0, Failures = body.Failures };

            var close = decimal.Parse(received!.Bytes.Span, System.Globalization.CultureInfo.InvariantCulture);
            return new()
            {
                Facts = [new(code, new(window.To, close, false, null, null, 0))],
                Sources = [received.Source],
                Dropped = 0,
                Failures = [],
            };
        }

        public Task<Outcome<bool>> WasOpenAsync(DateOnly date, CancellationToken cancellationToken) =>
            Task.FromResult<Outcome<bool>>(true);
    }
}
