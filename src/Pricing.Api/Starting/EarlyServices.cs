using Microsoft.Extensions.DependencyInjection;
using Pricing.Api.Manners;

namespace Pricing.Api.Starting;

/// <summary>The services of a request that comes before the host's own are made. None is made for a request that is answered with a value.</summary>
public sealed class EarlyServices : IServiceProvider, IDisposable
{
    private readonly Lazy<ServiceProvider> services = new(static () => new ServiceCollection().AddLogging().AddProblems().BuildServiceProvider());

    /// <inheritdoc/>
    public object? GetService(Type serviceType) => services.Value.GetService(serviceType);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (services.IsValueCreated) services.Value.Dispose();
    }
}
