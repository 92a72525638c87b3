using System.Text;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.MarketData.Fetching;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Storage;
using Testing;

namespace Pricing.Pipeline.Tests.MarketData.Fetching;

/// <summary>
/// The fetch over real HTTP to a stand-in for all feeds, which is well until told otherwise, with little patience.
/// </summary>
internal sealed class StandInMarket : IAsyncDisposable
{
    public const string BarsPath = "/v2/equities/bars/daily";
    public const string DividendPath = "/v2/fins/dividend";
    public const string CalendarPath = "/v2/markets/calendar";
    public const string HistoryPath = "/history.csv";
    public const string MonthPath = "/month.csv";
    public const string Key = "the-key";

    public const string Bar = """{"Date":"2013-07-11","Code":"37740","C":3505.0,"Vo":443600.0,"AdjFactor":1.0}""";

    /// <summary>A final dividend of 10 yen of March 2013 as J-Quants sends it.</summary>
    public static string Dividend(string published = "2013-05-15", string at = "15:00") =>
        $$"""{"PubDate":"{{published}}","PubTime":"{{at}}","Code":"37740","RefNo":"1","StatCode":"1","IFCode":"2","FRCode":"1","IFTerm":"2013-03","DivRate":10.0,"RecDate":"2013-03-31","ExDate":"2013-03-27","CARefNo":"1","CommSpecCode":"0","CommDivRate":"","SpecDivRate":""}""";

    public const string Curves = "title,,\r\nDate,1Y,15Y\r\n2013/7/10,0.109,1.31\r\n2013/7/11,0.109,1.275\r\n";

    public static readonly DateOnly Night = new(2013, 7, 11);

    private readonly ServiceProvider services;

    private StandInMarket(StandInFeed feed, PipelineStorage storage, ServiceProvider services) =>
        (Feed, Storage, this.services) = (feed, storage, services);

    public StandInFeed Feed { get; }

    public PipelineStorage Storage { get; }

    public MarketDataStore Store => services.GetRequiredService<MarketDataStore>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts the stand-in and the services on it.</summary>
    /// <param name="fixture">The storage.</param>
    /// <param name="prices">Another address for prices and dividends.</param>
    /// <param name="time">Another clock than the real one.</param>
    /// <param name="settings">Settings over those of the tests.</param>
    /// <param name="sources">Adds sources before those of the product.</param>
    public static async Task<StandInMarket> StartAsync(
        AzuriteFixture fixture,
        Uri? prices = null,
        TimeProvider? time = null,
        Dictionary<string, string?>? settings = null,
        Action<IServiceCollection>? sources = null)
    {
        var feed = await StandInFeed.StartAsync();
        feed.On(BarsPath, Bars(Bar));
        feed.On(DividendPath, Bars());
        feed.On(HistoryPath, StandInReply.Tagged("\"all\"", Encoding.ASCII.GetBytes(Curves)));
        feed.On(MonthPath, StandInReply.Tagged(
            "\"month\"", Encoding.ASCII.GetBytes("title,,\r\nDate,1Y,15Y\r\n,,\r\n")));
        var storage = await fixture.NewStorageAsync(Cancellation);
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder()
                .AddInMemoryCollection(Settings(feed.BaseAddress, prices ?? feed.BaseAddress))
                .AddInMemoryCollection(settings)
                .Build())
            .AddSingleton(storage)
            .AddSingleton(time ?? TimeProvider.System)
            .AddLogging();
        sources?.Invoke(services);
        return new(feed, storage, services.AddMarketData().BuildServiceProvider());
    }

    /// <summary>A list as J-Quants sends it.</summary>
    public static StandInReply Bars(params string[] rows) =>
        StandInReply.Json($$"""{"data":[{{string.Join(',', rows)}}]}""");

    public Task<FetchSummary> FetchAsync(params string[] codes) => FetchAsync(Night, codes);

    public Task<FetchSummary> FetchAsync(DateOnly date, params string[] codes) =>
        services.GetRequiredService<MarketDataFetcher>().FetchAsync(
            date, codes.Length == 0 ? ["37740"] : codes, Cancellation);

    /// <summary>How often a path was asked for.</summary>
    public int Asked(string path) =>
        Feed.Requests.Count(request => request.StartsWith(path, StringComparison.Ordinal));

    /// <summary>What the archive tells: source, request, status and body, by status.</summary>
    public async Task<IReadOnlyList<(string Status, string Request, string Body)>> ArchivedAsync(string feed)
    {
        List<(string Status, string Request, string Body)> found = [];
        await foreach (var blob in Storage.RawMarketData.GetBlobsAsync(
            BlobTraits.Metadata, BlobStates.None, null, Cancellation))
        {
            if (blob.Metadata["source"] != feed)
                continue;
            var body = await Storage.RawMarketData.GetBlobClient(blob.Name).DownloadContentAsync(Cancellation);
            found.Add((blob.Metadata["status"], blob.Metadata["request"], body.Value.Content.ToString()));
        }

        return [.. found.OrderBy(entry => entry.Status, StringComparer.Ordinal)];
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Feed.DisposeAsync();
    }

    private static Dictionary<string, string?> Settings(Uri feed, Uri prices)
    {
        var settings = new Dictionary<string, string?>
        {
            ["MarketData:JQuants:BaseAddress"] = new Uri(prices, "/v2").ToString(),
            ["MarketData:JQuants:ApiKey"] = Key,
            ["MarketData:JQuants:RequestsPerMinute"] = "500",
            ["MarketData:Jgb:HistoryAddress"] = new Uri(feed, HistoryPath).ToString(),
            ["MarketData:Jgb:CurrentMonthAddress"] = new Uri(feed, MonthPath).ToString(),
        };
        foreach (var section in new[] { "JQuants", "Jgb" })
        {
            settings[$"MarketData:{section}:Retries"] = "2";
            settings[$"MarketData:{section}:AttemptTimeout"] = "00:00:00.5";
            settings[$"MarketData:{section}:RetryDelay"] = "00:00:00.001";
            settings[$"MarketData:{section}:TooManyRequestsDelay"] = "00:00:00.001";
            settings[$"MarketData:{section}:MaximumBodyBytes"] = "1048576";
        }

        return settings;
    }
}
