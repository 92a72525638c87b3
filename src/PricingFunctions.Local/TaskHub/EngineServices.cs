using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline;
using Pricing.Pipeline.Nights.Passes;
using Pricing.Pipeline.Orchestration;
using Pricing.Pipeline.Storage;

namespace PricingFunctions.Local.TaskHub;

/// <summary>Registers the engine.</summary>
public static class EngineServices
{
    /// <summary>
    /// Adds it; the host adds an <see cref="EngineName"/>, which is the hub's name, and a <see cref="WorkerName"/>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="storage">The account that the hub is on.</param>
    public static IServiceCollection AddTaskHub(this IServiceCollection services, StorageOptions storage) => services
        .AddCheckedOptions<EngineOptions>(EngineOptions.Section, isLogged: false)
        .AddSingleton(new IdlePolling(TimeProvider.System))
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<HubSettings>(provider, storage))
        .AddSingleton<HubQueues>()
        .AddSingleton<HubCatalog>()
        .AddSingleton<LocalTaskHub>()
        .AddSingleton<ITaskHub>(provider => provider.GetRequiredService<LocalTaskHub>())
        // Leases and messages know the machine's time only, whatever time the pipeline is given.
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<NightsKeeper>(provider, TimeProvider.System))
        .AddSingleton<NightsEngine>();
}
