using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Api.Requests;

namespace Pricing.Api.Manners;

/// <summary>How long an answer may take: what takes longer is given up, and whoever asked is told so.</summary>
internal static class TimeLimit
{
    private const string RetryAfterSeconds = "10";

    private static readonly object HadItsTurn = new();

    /// <summary>Adds the limit.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddTimeLimit(this IServiceCollection services)
    {
        services.AddRequestTimeouts();
        services.AddOptions<RequestTimeoutOptions>().Configure<ApiOptions>(static (limits, options) => limits.DefaultPolicy = new()
        {
            Timeout = options.LongestAnswer,
            TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
            WriteTimeoutResponse = RefuseAsync,
        });
        return services;
    }

    /// <summary>Puts the limit before the turns of <see cref="Costly"/>, so that waiting for one counts too.</summary>
    /// <param name="app">What stands before the routes.</param>
    public static IApplicationBuilder UseTurnsInTime(this IApplicationBuilder app) => app
        .UseRequestTimeouts()
        .Use(static async (HttpContext context, RequestDelegate next) =>
        {
            await next(context);

            // The limiter of the framework answers an empty 200 where the time is up before the turn comes.
            if (!context.Items.ContainsKey(HadItsTurn)) context.RequestAborted.ThrowIfCancellationRequested();
        })
        .UseRateLimiter()
        .Use(static (HttpContext context, RequestDelegate next) =>
        {
            context.Items[HadItsTurn] = true;
            return next(context);
        });

    /// <summary>Lets a route take as long as its bytes do; a sender or reader that is too slow is the server's to end.</summary>
    /// <param name="route">The route.</param>
    public static RouteHandlerBuilder TakesItsTime(this RouteHandlerBuilder route) => route.WithMetadata(new DisableRequestTimeoutAttribute());

    private static async Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        await context.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new()
        {
            HttpContext = context,
            ProblemDetails = new()
            {
                Status = StatusCodes.Status503ServiceUnavailable,
                Type = ProblemTypes.TookTooLong,
            },
        });
    }
}
