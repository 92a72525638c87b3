using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Pricing.Api.Manners;

/// <summary>Routes that cost time or memory: so many at once, so many waiting, and the others are asked to come again.</summary>
internal static class Costly
{
    private const string Policy = "costly";
    private const int RetryAfterSeconds = 1;

    /// <summary>Adds the limit.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddCostlyRoutes(this IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.OnRejected = static (refused, _) =>
        {
            refused.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        limits.AddPolicy(Policy, static context =>
        {
            var options = context.RequestServices.GetRequiredService<ApiOptions>();
            return RateLimitPartition.GetConcurrencyLimiter(Policy, _ => new()
            {
                PermitLimit = options.CostlyAtOnce,
                QueueLimit = options.CostlyWaiting,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            });
        });
    });

    /// <summary>Counts a route among them.</summary>
    /// <param name="route">The route.</param>
    public static RouteHandlerBuilder IsCostly(this RouteHandlerBuilder route) => route
        .RequireRateLimiting(Policy)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);
}
