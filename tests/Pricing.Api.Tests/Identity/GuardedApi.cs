using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pricing.Api.Endpoints;
using Pricing.Api.Files;
using Pricing.Api.Identity;
using Pricing.Pipeline;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Orchestration;
using Testing;

namespace Pricing.Api.Tests.Identity;

/// <summary>The routes without a server and without storage, once for each setting: what is refused, and what needs nothing stored.</summary>
internal static class GuardedApi
{
    private static readonly Dictionary<string, RequestDelegate> Apis = new()
    {
        ["None"] = Delegate("None", PricingApi.Delegate),
        ["AppService"] = Delegate("AppService", PricingApi.Delegate),
    };

    private static readonly Dictionary<string, RequestDelegate> Doors = new()
    {
        ["None"] = Delegate("None", WithoutRoutes),
        ["AppService"] = Delegate("AppService", WithoutRoutes),
    };

    /// <summary>The host, of which the routes are not mapped.</summary>
    /// <param name="provider">Who says who a caller is.</param>
    public static WebApplication Build(string provider = "None")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(
            [new("AzureWebJobsStorage", "UseDevelopmentStorage=true"), new("Identity:Provider", provider), new("MarketData:JQuants:Enabled", "false")]);
        builder.Services
            .AddSingleton(new EngineName("tests")).AddSingleton<IRunEngine, Nothing>().AddSingleton<ISentFiles, Nothing>()
            .AddPipeline().AddPricingApi();
        return builder.Build();
    }

    /// <summary>Sends a request.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path and the parameters.</param>
    /// <param name="provider">Who says who a caller is.</param>
    /// <param name="door">How it came in; null for no door.</param>
    /// <param name="principal">The header of somebody who signed in; null for nobody.</param>
    /// <param name="body">The body, JSON.</param>
    /// <param name="change">Changes the request.</param>
    /// <param name="check">Looks at the head of the answer.</param>
    /// <param name="isDoorAlone">Whether what is let through is answered 204, whichever route it is.</param>
    public static async Task<(int Status, JsonNode? Answer)> SendAsync(
        string method,
        string path,
        string provider = "AppService",
        Door? door = null,
        string? principal = null,
        string body = "{}",
        Action<HttpRequest>? change = null,
        Action<HttpResponse>? check = null,
        bool isDoorAlone = false)
    {
        using var written = new MemoryStream();
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(written));
        var request = context.Request;
        var query = path.IndexOf('?', StringComparison.Ordinal);
        (request.Method, request.Host) = (method, new("pricing.example"));
        (request.Path, request.QueryString) = query < 0 ? (PathString.FromUriComponent(path), QueryString.Empty) : (PathString.FromUriComponent(path[..query]), new QueryString(path[query..]));
        if (method == "POST") (request.ContentType, request.ContentLength, request.Body) = ("application/json", body.Length, new MemoryStream(Encoding.UTF8.GetBytes(body)));
        if (principal is not null) request.Headers[Principals.Header] = principal;
        if (door is { } through) context.CameThrough(through);
        change?.Invoke(request);
        await (isDoorAlone ? Doors : Apis)[provider](context);
        check?.Invoke(context.Response);
        return (context.Response.StatusCode, context.Response.ContentType?.Contains("json", StringComparison.Ordinal) == true ? JsonNode.Parse(written.ToArray()) : null);
    }

    private static RequestDelegate WithoutRoutes(IServiceProvider services) => new ApplicationBuilder(services)
        .UsePricing()
        .Use((HttpContext context, RequestDelegate _) =>
        {
            context.Response.StatusCode = context.GetEndpoint() is null ? StatusCodes.Status404NotFound : StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        })
        .UseEndpoints(routes => routes.MapPricing())
        .Build();

    private static RequestDelegate Delegate(string provider, Func<IServiceProvider, RequestDelegate> make)
    {
        var services = Build(provider).Services;
        var api = make(services);
        return async context =>
        {
            await using var scope = services.CreateAsyncScope();
            context.RequestServices = scope.ServiceProvider;
            await api(context);
        };
    }

    private sealed class Nothing : IRunEngine, ISentFiles
    {
        public Task WakeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task AddAsync(FileRecord record, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
