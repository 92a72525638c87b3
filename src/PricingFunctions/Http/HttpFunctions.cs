using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PricingFunctions.Durable;

namespace PricingFunctions.Http;

/// <summary>
/// Lets requests through to the endpoints by what key they carry. The host tries routes in the order of the functions'
/// names, so the narrower route has the name that comes first.
/// </summary>
/// <param name="pipeline">The endpoints.</param>
/// <param name="engine">Starts runs.</param>
/// <param name="services">The services of the invocation.</param>
public sealed class HttpFunctions(PricingPipeline pipeline, DurableRunEngine engine, IServiceProvider services)
{
    /// <summary>What changes the record of the nights needs the master key.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The task hub.</param>
    [Function("AdministerRuns")]
    public Task AdministerAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "api/runs/{*path}")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        engine.Client = client;
        return pipeline.HandleAsync(request.HttpContext, services);
    }

    /// <summary>Everything else of the API needs a function key.</summary>
    /// <param name="request">The request.</param>
    [Function("Api")]
    public Task AnswerAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "post", Route = "api/{*path}")] HttpRequest request) =>
        pipeline.HandleAsync(request.HttpContext, services);

    /// <summary>The page, which holds no data, needs none.</summary>
    /// <param name="request">The request.</param>
    [Function("Page")]
    public Task ShowAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{*path}")] HttpRequest request) =>
        pipeline.HandleAsync(request.HttpContext, services);
}
