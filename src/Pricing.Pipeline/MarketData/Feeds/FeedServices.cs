using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.Feeds;

/// <summary>Registers the clients of feeds.</summary>
public static class FeedServices
{
    /// <summary>
    /// Adds a feed's client with all that a feed needs: total timeout, retries, circuit breaker, pace, archive, attempt
    /// timeout and the limit of a body. Its requests go through <see cref="FeedReader"/>.
    /// </summary>
    /// <typeparam name="TClient">The class that asks the feed; takes an <see cref="HttpClient"/>.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="name">The feed's short name.</param>
    /// <param name="options">How patient to be with it.</param>
    /// <param name="requestsPerMinute">The plan's limit, retries included; null where there is none.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddFeed<TClient>(
        this IServiceCollection services,
        string name,
        Func<IServiceProvider, FeedOptions> options,
        Func<IServiceProvider, int>? requestsPerMinute = null)
        where TClient : class
    {
        // A redirect could carry the key to another host, so none is followed.
        var client = services.AddHttpClient<TClient>(name, http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.All,
                UseCookies = false,
            })
            .RemoveAllLoggers();
        client.AddResilienceHandler("feed", (pipeline, context) => FeedResilience.Outer(
            pipeline, options(context.ServiceProvider), Clock(context.ServiceProvider)));
        if (requestsPerMinute is not null)
        {
            // One pace for everything in the process that asks the feed: clients come and go.
            services.AddKeyedSingleton(
                name, (provider, _) => new RequestPacer(requestsPerMinute(provider), Clock(provider)));
            client.AddHttpMessageHandler(
                provider => new PacedHandler(provider.GetRequiredKeyedService<RequestPacer>(name)));
        }

        client.AddHttpMessageHandler(
            provider => new ArchivingHandler(provider.GetRequiredService<RawArchive>(), Clock(provider)));
        client.AddResilienceHandler("attempt", (pipeline, context) => FeedResilience.Attempt(
            pipeline, options(context.ServiceProvider), Clock(context.ServiceProvider)));
        client.AddHttpMessageHandler(provider => new BufferedBodyHandler(options(provider).MaximumBodyBytes));
        return services;
    }

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();
}
