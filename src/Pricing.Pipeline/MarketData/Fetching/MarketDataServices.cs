using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.Feeds;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.MarketData.Jgb;
using Pricing.Pipeline.MarketData.JQuants;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.Fetching;

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
        services.AddOptions<MarketDataOptions>().BindConfiguration(MarketDataOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<MarketDataOptions>, MarketDataOptionsCheck>());
        services.TryAddSingleton(provider => Settings(provider).JQuants);
        services.TryAddSingleton(provider => Settings(provider).Jgb);
        services.TryAddSingleton(provider => Settings(provider).Checks);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<RawArchive>();
        services.TryAddSingleton<MarketDataStore>();
        services.TryAddSingleton<MarketDataWriter>();
        services.TryAddSingleton<PriceCheck>();
        services.AddFeed<JQuantsClient>(
            JQuantsClient.Feed,
            provider => Settings(provider).JQuants,
            provider => Settings(provider).JQuants.RequestsPerMinute);
        services.AddFeed<JgbClient>(JgbClient.Feed, provider => Settings(provider).Jgb);
        services.TryAddTransient<IPriceSource>(provider => provider.GetRequiredService<JQuantsClient>());
        services.TryAddTransient<IDividendSource>(provider => provider.GetRequiredService<JQuantsClient>());
        services.TryAddTransient<ICurveSource>(provider => provider.GetRequiredService<JgbClient>());
        services.AddSingleton<IPriceBodies, JQuantsBodies>();
        services.AddSingleton<INoticeBodies, JQuantsBodies>();
        services.AddSingleton<ICurveBodies, JgbBodies>();
        services.TryAddTransient<CurveFetch>();
        services.TryAddTransient<PriceFetch>();
        services.TryAddTransient<DividendFetch>();
        services.TryAddTransient<MarketDataFetcher>();
        return services;
    }

    private static MarketDataOptions Settings(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<MarketDataOptions>>().Value;
}
