using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pricing.Api.Accesses;
using Pricing.Api.Closings;
using Pricing.Api.Dates;
using Pricing.Api.Descriptions;
using Pricing.Api.Endpoints;
using Pricing.Api.Files;
using Pricing.Api.Grants;
using Pricing.Api.Identity;
using Pricing.Api.Manners;
using Pricing.Api.Prices;
using Pricing.Api.Publications;
using Pricing.Api.Queries;
using Pricing.Api.Requests;
using Pricing.Api.Runs;
using Pricing.Pipeline;
using Pricing.Pipeline.Controls.Access;
using Pricing.Proof;

namespace Pricing.Api;

/// <summary>The one map of endpoints, mounted by every host.</summary>
public static class PricingApi
{
    // The server logs each request at length with its query, where a key of the host may stand, whatever level the settings give to its name.
    private const string RequestLog = "Microsoft.AspNetCore.Hosting.Diagnostics";

    private static readonly string[] Compressed =
    [
        "application/json", "application/x-ndjson", "application/problem+json", "text/csv", "text/html", "text/plain",
        "text/javascript", "text/css", "image/svg+xml",
    ];

    /// <summary>Adds what the endpoints need beside the pipeline.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddPricingApi(this IServiceCollection services)
    {
        services.AddLogging(static logging => logging.AddFilter(RequestLog, LogLevel.Warning));
        services.AddCheckedOptions<ApiOptions>(ApiOptions.Section, isLogged: false);
        services.AddCheckedOptions<IdentityOptions>(IdentityOptions.Section).AddSingleton<CallerReader>().AddSingleton<AccessNotes>().AddHostedService<AccessFlush>();
        services.AddProblems()
            .AddExceptionHandler<RefusedRequestHandler>()
            .AddExceptionHandler<DamagedContentHandler>()
            .AddExceptionHandler<StorageAwayHandler>();
        services.AddCostlyRoutes().AddTimeLimit().AddResponseCompression(compression =>
        {
            // The lengths of packed answers betray a secret only where an answer holds one beside what its asker chose; none does,
            // and a key in an address is never repeated. So they can be compressed under TLS too.
            compression.EnableForHttps = true;
            compression.Providers.Add<GzipCompressionProvider>();
            compression.MimeTypes = Compressed;
        });
        services.AddPackages().AddApiDocument();
        services.AddSingleton<DecidedIssuers>().AddSingleton<RunComparison>().AddSingleton<BrokenRuns>().AddSingleton<GrantLookup>().AddSingleton<GrantSearch>().AddSingleton<GrantReader>()
            .AddSingleton<ShareQuestions>().AddSingleton<GrantQuestions>().AddSingleton<PriceQuestions>().AddSingleton<PriceTurns>().AddSingleton<PriceBatch>();
        return services;
    }

    /// <summary>Maps the endpoints.</summary>
    /// <param name="host">The routes of the host.</param>
    public static IEndpointRouteBuilder MapPricing(this IEndpointRouteBuilder host)
    {
        var routes = host.MapGroup("").WithMetadata(KnownQuery.None);
        RouteManners.AddTo(routes);
        PageEndpoints.Map(host);
        host.MapGet("/health", () => Results.Text("ok")).Does(Act.Open).ExcludeFromDescription();
        routes.MapGet(ApiDocument.Path, ApiDocument.Answer).WithMetadata(new RouteAct(Act.Orient, Reach.NoIssuer)).ExcludeFromDescription();
        CallerEndpoint.Map(routes);
        PriceEndpoints.Map(routes);
        RunEndpoints.Map(routes);
        DateListEndpoints.Map(routes);
        DateTableEndpoints.Map(routes);
        DateEndpoints.Map(routes);
        GrantEndpoints.Map(routes);
        ValueEndpoints.Map(routes);
        ReplacedEndpoint.Map(routes);
        PolicyEndpoints.Map(routes);
        VolatilityEndpoints.Map(routes);
        PaperEndpoints.Map(routes);
        PackageEndpoints.Map(routes);
        LifeEndpoints.Map(routes);
        DoubtEndpoints.Map(routes);
        RawEndpoints.Map(routes);
        SettingsEndpoints.Map(routes);
        SourceEndpoints.Map(routes);
        AccessEndpoints.Map(routes);
        FileEndpoints.Map(routes);
        FileKindEndpoints.Map(routes);
        BatchEndpoints.Map(routes);
        WaitingEndpoints.Map(routes);
        PublicationEndpoints.Map(routes);
        ClosingEndpoints.Map(routes);
        return host;
    }

    /// <summary>
    /// What every host puts before the endpoints: whatever goes wrong is answered as problem details, and what holds for every
    /// route is seen to.
    /// </summary>
    /// <typeparam name="TBuilder">The host's builder.</typeparam>
    /// <param name="app">The host.</param>
    public static TBuilder UsePricing<TBuilder>(this TBuilder app)
        where TBuilder : IApplicationBuilder
    {
        app.Use(static (HttpContext context, RequestDelegate next) =>
            {
                AnswerHeaders.AddTo(context.Response);
                return next(context);
            })
            .UseMiddleware<PublicationMark>()
            .UseMiddleware<AccessNoting>()
            .UseMiddleware<HeadRequests>()
            .UseExceptionHandler()
            .UseStatusCodePages()
            .UseResponseCompression()
            .UseMiddleware<SignedInDoor>()
            .UseRouting()
            .UseMiddleware<Guard>()
            .UseTurnsInTime()
            .UseMiddleware<EntityTags>()
            .UseMiddleware<RequestManners>();
        return app;
    }

    /// <summary>The endpoints as one delegate, for a host that brings its own server and routes.</summary>
    /// <param name="services">The services.</param>
    public static RequestDelegate Delegate(IServiceProvider services) => new ApplicationBuilder(services)
        .UsePricing()
        .UseEndpoints(routes => routes.MapPricing())
        .Build();
}
