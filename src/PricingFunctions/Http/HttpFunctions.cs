using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
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
    private const string Api = "/api";
    private const string Files = "/api/files";
    private const string Runs = "/api/runs";

    /// <summary>What comes in as a file is stored, and needs the master key too.</summary>
    /// <param name="request">The request.</param>
    [Function("AdministerFiles")]
    public Task TakeAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "api/files/{*path}")] HttpRequest request) =>
        pipeline.HandleAsync(request.HttpContext, services);

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

    /// <summary>
    /// Everything else of the API needs a function key. Methods that no endpoint has come here too, so that they are answered as
    /// every host answers them.
    /// </summary>
    /// <param name="request">The request.</param>
    [Function("Api")]
    public Task AnswerAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "post", "put", "patch", "delete", "head", "options", Route = "api/{*path}")] HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && (request.Path.StartsWithSegments(Runs) || request.Path.StartsWithSegments(Files))
            ? NotFoundAsync(request)
            : pipeline.HandleAsync(request.HttpContext, services);

    /// <summary>The page, which holds no data, needs none.</summary>
    /// <param name="request">The request.</param>
    [Function("Page")]
    public Task ShowAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{*path}")] HttpRequest request) =>
        request.Path.StartsWithSegments(Api)
            ? NotFoundAsync(request)
            : pipeline.HandleAsync(request.HttpContext, services);

    // What falls through because the narrower function is switched off carries too small a key.
    private async Task NotFoundAsync(HttpRequest request)
    {
        request.HttpContext.Response.StatusCode = StatusCodes.Status404NotFound;
        await services.GetRequiredService<IProblemDetailsService>().WriteAsync(new() { HttpContext = request.HttpContext });
    }
}
