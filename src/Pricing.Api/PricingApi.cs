using System.Text;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Api.Endpoints;
using Pricing.Api.Files;
using Pricing.Api.Requests;
using Pricing.Papers;

namespace Pricing.Api;

/// <summary>The one map of endpoints, mounted by every host.</summary>
public static class PricingApi
{
    private static readonly string PageText = ReadPage();

    /// <summary>Adds what the endpoints need beside the pipeline.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddPricingApi(this IServiceCollection services)
    {
        services.AddProblemDetails()
            .AddExceptionHandler<RefusedRequestHandler>()
            .AddExceptionHandler<DamagedContentHandler>()
            .AddExceptionHandler<StorageAwayHandler>();
        services.AddPapers().AddOpenApi();
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
            options.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        });
        return services;
    }

    /// <summary>Maps the endpoints.</summary>
    /// <param name="routes">The routes of the host.</param>
    public static IEndpointRouteBuilder MapPricing(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", Page).ExcludeFromDescription();
        routes.MapGet("/health", () => Results.Text("ok")).ExcludeFromDescription();
        routes.MapOpenApi("/api/openapi.json");
        PriceEndpoints.Map(routes);
        RunEndpoints.Map(routes);
        DateEndpoints.Map(routes);
        ValueEndpoints.Map(routes);
        PaperEndpoints.Map(routes);
        LifeEndpoints.Map(routes);
        DoubtEndpoints.Map(routes);
        RawEndpoints.Map(routes);
        FileEndpoints.Map(routes);
        BatchEndpoints.Map(routes);
        WaitingEndpoints.Map(routes);
        return routes;
    }

    /// <summary>What every host puts before the endpoints: whatever goes wrong is answered as problem details.</summary>
    /// <typeparam name="TBuilder">The host's builder.</typeparam>
    /// <param name="app">The host.</param>
    public static TBuilder UsePricingProblems<TBuilder>(this TBuilder app)
        where TBuilder : IApplicationBuilder
    {
        app.UseExceptionHandler().UseStatusCodePages();
        return app;
    }

    /// <summary>The endpoints as one delegate, for a host that brings its own server and routes.</summary>
    /// <param name="services">The services.</param>
    public static RequestDelegate Delegate(IServiceProvider services) => new ApplicationBuilder(services)
        .UsePricingProblems()
        .UseRouting()
        .UseEndpoints(routes => routes.MapPricing())
        .Build();

    private static IResult Page() => Results.Text(PageText, "text/html", Encoding.UTF8);

    private static string ReadPage()
    {
        using var page = new StreamReader(typeof(PricingApi).Assembly.GetManifestResourceStream("index.html")!, Encoding.UTF8);
        return page.ReadToEnd().Replace("<!--version-->", CodeVersion.Current, StringComparison.Ordinal);
    }
}
