using Microsoft.AspNetCore.Http;
using Pricing.Api;

namespace PricingFunctions.Http;

/// <summary>The endpoints as every host has them, behind one delegate.</summary>
/// <param name="services">The services.</param>
public sealed class PricingPipeline(IServiceProvider services)
{
    private readonly RequestDelegate handle = PricingApi.Delegate(services);

    /// <summary>Answers a request that the Functions host let through.</summary>
    /// <param name="context">The request.</param>
    /// <param name="scope">The services of the invocation.</param>
    public async Task HandleAsync(HttpContext context, IServiceProvider scope)
    {
        // The worker has routed the request to a function, not to an endpoint; here it is routed once more.
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        context.RequestServices = scope;
        await handle(context);
    }
}
