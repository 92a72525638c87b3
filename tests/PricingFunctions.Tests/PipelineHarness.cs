using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline;
using Testing;

namespace PricingFunctions.Tests;

/// <summary>The pipeline on an empty account.</summary>
internal static class PipelineHarness
{
    /// <summary>Makes it.</summary>
    /// <param name="azurite">Where the account is.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancellationToken">Stops the making.</param>
    public static async Task<ServiceProvider> StartAsync(
        AzuriteFixture azurite, TimeProvider clock, CancellationToken cancellationToken)
    {
        var storage = await azurite.NewStorageAsync(cancellationToken);
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddLogging()
            .AddSingleton(clock)
            .AddSingleton(storage)
            .AddPipeline()
            .BuildServiceProvider();
    }
}
