using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace Pricing.Api.Manners;

/// <summary>
/// Routes that cost time or memory: so many at once, so many waiting, and the others are asked to come again. Questions, which
/// take moments, prices, which wait for turns beside a night, and downloads, which may take minutes, are each counted apart, so that neither slow
/// downloads nor waiting prices stop a question.
/// </summary>
internal static class Costly
{
    private const string Question = "question";
    private const string Price = "price";
    private const string Download = "download";
    private const int RetryAfterSeconds = 1;

    /// <summary>Adds the limits.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddCostlyRoutes(this IServiceCollection services)
    {
        services.AddRateLimiter(static limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = static (refused, _) =>
            {
                refused.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
        });
        services.AddOptions<RateLimiterOptions>().Configure<ApiOptions>(static (limits, options) =>
        {
            foreach (var kind in (string[])[Question, Price, Download])
            {
                var partition = RateLimitPartition.GetConcurrencyLimiter(kind, _ => new()
                {
                    PermitLimit = options.CostlyAtOnce,
                    QueueLimit = options.CostlyWaiting,
                    QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
                });
                limits.AddPolicy(kind, _ => partition);
            }
        });
        return services;
    }

    /// <summary>Counts a route among the questions.</summary>
    /// <param name="route">The route.</param>
    public static RouteHandlerBuilder IsCostlyQuestion(this RouteHandlerBuilder route) => Limited(route, Question);

    /// <summary>Counts a route among the prices.</summary>
    /// <param name="route">The route.</param>
    public static RouteHandlerBuilder IsCostlyPrice(this RouteHandlerBuilder route) => Limited(route, Price);

    /// <summary>Counts a route among the downloads: tables, workbooks and packages.</summary>
    /// <param name="route">The route.</param>
    public static RouteHandlerBuilder IsCostlyDownload(this RouteHandlerBuilder route) => Limited(route, Download).TakesItsTime();

    private static RouteHandlerBuilder Limited(RouteHandlerBuilder route, string policy) => route
        .RequireRateLimiting(policy)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);
}
