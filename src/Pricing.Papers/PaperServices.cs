using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pricing.Papers.Reading;

namespace Pricing.Papers;

/// <summary>Registers the papers in a host.</summary>
public static class PaperServices
{
    /// <summary>Adds what papers need beside the pipeline.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddPapers(this IServiceCollection services)
    {
        services.TryAddSingleton<PaperReader>();
        return services;
    }
}
