using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Pricing.Pipeline.MarketData.Feeds;
using Pricing.Pipeline.MarketData.Jgb;
using Pricing.Pipeline.MarketData.JQuants;

namespace Pricing.Pipeline.MarketData;

/// <summary>Registers the fetch and the reading of market data.</summary>
public static class MarketDataServices
{
    /// <summary>
    /// Adds <see cref="MarketDataFetcher"/> and <see cref="MarketDataStore"/> with the clients of the feeds. Needs
    /// <see cref="Storage.PipelineStorage"/>; takes the <see cref="TimeProvider"/> from the services where one is
    /// there.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddMarketData(this IServiceCollection services)
    {
        services.AddOptions<MarketDataOptions>().BindConfiguration(MarketDataOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<MarketDataOptions>, MarketDataOptionsCheck>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<RawArchive>();
        services.TryAddSingleton<FeedReader>();
        services.TryAddSingleton<MarketDataStore>();
        services.TryAddSingleton<MarketDataWriter>();
        services.TryAddSingleton<PriceCheck>();
        services.TryAddSingleton(provider => new RequestPacer(
            Settings(provider).JQuants.RequestsPerMinute, provider.GetRequiredService<TimeProvider>()));

        AddFeed<JQuantsClient>(services, JQuantsClient.Feed, options => options.JQuants, isPaced: true);
        AddFeed<JgbClient>(services, JgbClient.Feed, options => options.Jgb, isPaced: false);
        services.TryAddTransient<IPriceSource>(provider => provider.GetRequiredService<JQuantsClient>());
        services.TryAddTransient<IDividendSource>(provider => provider.GetRequiredService<JQuantsClient>());
        services.TryAddTransient<ICurveSource>(provider => provider.GetRequiredService<JgbClient>());
        services.TryAddSingleton<Files.PriceFileIntake>();
        services.TryAddTransient<CurveFetch>();
        services.TryAddTransient<PriceFetch>();
        services.TryAddTransient<DividendFetch>();
        services.TryAddTransient<MarketDataFetcher>();
        return services;
    }

    private static void AddFeed<TClient>(
        IServiceCollection services, string name, Func<MarketDataOptions, FeedOptions> choose, bool isPaced)
        where TClient : class
    {
        // A redirect could carry the key to another host, so none is followed.
        var client = services.AddHttpClient<TClient>(name, http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = System.Net.DecompressionMethods.All,
                UseCookies = false,
            })
            .RemoveAllLoggers();
        client.AddResilienceHandler("feed", (pipeline, context) => FeedResilience.Outer(
            pipeline, choose(Settings(context.ServiceProvider)), Clock(context.ServiceProvider)));
        if (isPaced)
            client.AddHttpMessageHandler(provider => new PacedHandler(provider.GetRequiredService<RequestPacer>()));
        client.AddResilienceHandler("attempt", (pipeline, context) => FeedResilience.Attempt(
            pipeline, choose(Settings(context.ServiceProvider)), Clock(context.ServiceProvider)));
        client.AddHttpMessageHandler(provider => new BufferedBodyHandler(choose(Settings(provider)).MaximumBodyBytes));
    }

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();

    private static MarketDataOptions Settings(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<MarketDataOptions>>().Value;
}
