using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Pricing.Pipeline.Telemetry;
using PricingFunctions.Local.Triggers;

namespace PricingFunctions.Local.Hosting;

/// <summary>The local host's telemetry: what the pipeline says, and its own requests, to OTLP where that is set.</summary>
internal static class LocalTelemetry
{
    private const string ServiceName = "pricing-functions-local";

    /// <summary>Adds it; without an OTLP endpoint nothing is collected.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The settings.</param>
    public static IServiceCollection AddLocalTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (!TelemetryServices.HasOtlp(configuration)) return services;

        services.AddHostedService<LagTimer>()
            .AddPipelineTelemetry(configuration, ServiceName)
            .WithTracing(tracing => tracing.AddAspNetCoreInstrumentation())
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation());
        return services;
    }
}
