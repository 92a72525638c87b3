using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Pricing.Api;
using Pricing.Api.Starting;
using PricingFunctions.Starting;

namespace PricingFunctions.Http;

/// <summary>The endpoints as every host has them, behind one delegate; before the storage is ready, the early answers.</summary>
/// <remarks>It is made while the app starts, so that the first request does not wait for it.</remarks>
/// <param name="services">The services.</param>
/// <param name="readiness">Whether the storage is ready.</param>
/// <param name="early">The early answers.</param>
public sealed class PricingPipeline(IServiceProvider services, Readiness readiness, EarlyAnswers early)
    : BackgroundService
{
    private readonly Lazy<RequestDelegate> handle = new(() => PricingApi.Delegate(services));

    /// <summary>Answers a request that the Functions host let through.</summary>
    /// <param name="context">The request.</param>
    /// <param name="scope">The services of the invocation.</param>
    public async Task HandleAsync(HttpContext context, IServiceProvider scope)
    {
        context.RequestServices = scope;
        if (!readiness.IsReady)
        {
            await early.AnswerAsync(context);
            return;
        }

        // The worker has routed the request to a function, not to an endpoint; here it is routed once more.
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        await handle.Value(context);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _ = handle.Value;
        return Task.CompletedTask;
    }
}
