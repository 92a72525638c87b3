using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Api.Identity;
using Pricing.Api.Manners;
using PricingFunctions.Durable;

namespace PricingFunctions.Http;

/// <summary>
/// Lets requests through to the endpoints by what key they carry, and says which it was. The host tries routes in the order of the
/// functions' names, so the narrower route has the name that comes first. What a caller may do there, the endpoints' guard says.
/// </summary>
/// <param name="pipeline">The endpoints.</param>
/// <param name="engine">Starts runs.</param>
/// <param name="services">The services of the invocation.</param>
public sealed class HttpFunctions(PricingPipeline pipeline, DurableRunEngine engine, IServiceProvider services)
{
    private const string Api = "/api";

    /// <summary>
    /// Reading needs a function key. Methods that no endpoint has come here too, so that they are answered as every host answers them.
    /// </summary>
    /// <param name="request">The request.</param>
    [Function("Api")]
    public Task ReadAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "put", "patch", "delete", "head", "options", Route = "api/{*path}")] HttpRequest request) =>
        ThroughAsync(Door.FunctionKey, request);

    /// <summary>Questions for prices, of which nothing is stored, need a function key.</summary>
    /// <param name="request">The request.</param>
    [Function("AskPrices")]
    public Task AskAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/price")] HttpRequest request) =>
        ThroughAsync(Door.FunctionKey, request);

    /// <summary>Everything that changes something needs the master key.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The task hub.</param>
    [Function("Change")]
    public Task ChangeAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "api/{*path}")] HttpRequest request, [DurableClient] DurableTaskClient client)
    {
        engine.Client = client;
        return ThroughAsync(Door.MasterKey, request);
    }

    /// <summary>The page, which holds no data, needs none.</summary>
    /// <param name="request">The request.</param>
    [Function("Page")]
    public Task ShowAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{*path}")] HttpRequest request) =>
        request.Path.StartsWithSegments(Api) || request.Path.StartsWithSegments(IdentityOptions.SignedInPath)
            ? NotFoundAsync(request)
            : pipeline.HandleAsync(request.HttpContext, services);

    /// <summary>People who signed in come with no key; who they are, App Service says.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The task hub.</param>
    [Function("Enter")]
    public Task EnterAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "put", "patch", "delete", "head", "options", Route = "signed-in/{*path}")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        engine.Client = client;
        return pipeline.HandleAsync(request.HttpContext, services);
    }

    private Task ThroughAsync(Door door, HttpRequest request)
    {
        request.HttpContext.CameThrough(door);
        return pipeline.HandleAsync(request.HttpContext, services);
    }

    // What falls through because the narrower function is switched off carries no key.
    private async Task NotFoundAsync(HttpRequest request)
    {
        AnswerHeaders.AddTo(request.HttpContext.Response);
        request.HttpContext.Response.StatusCode = StatusCodes.Status404NotFound;
        await services.GetRequiredService<IProblemDetailsService>().WriteAsync(new() { HttpContext = request.HttpContext });
    }
}
