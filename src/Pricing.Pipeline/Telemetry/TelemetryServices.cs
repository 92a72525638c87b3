using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Pricing.Pipeline.Telemetry;

/// <summary>Registers what the pipeline says of itself, and sends it where the settings say.</summary>
public static class TelemetryServices
{
    /// <summary>The setting that turns OTLP on: the address of a collector, as OpenTelemetry names it.</summary>
    public const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// Collects traces, metrics and logs. They go to OTLP where <see cref="OtlpEndpoint"/> is set, and nowhere else; a
    /// host adds exporters and instrumentation of its own to the answer.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The settings.</param>
    /// <param name="serviceName">The name under which the host appears; <c>OTEL_SERVICE_NAME</c> overrides it.</param>
    public static IOpenTelemetryBuilder AddPipelineTelemetry(
        this IServiceCollection services, IConfiguration configuration, string serviceName)
    {
        // A host may show people warnings only; what is collected is for looking back, and needs to say what went well.
        services.AddLogging(logging => logging.AddFilter<OpenTelemetryLoggerProvider>("Pricing", LogLevel.Information));
        IOpenTelemetryBuilder telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource
                .AddService(serviceName, serviceVersion: CodeVersion.Current)
                .AddEnvironmentVariableDetector())
            .WithTracing(tracing => tracing.AddSource(PipelineTrace.SourceName).AddHttpClientInstrumentation())
            .WithMetrics(metrics => metrics.AddMeter(PipelineMetrics.MeterName).AddHttpClientInstrumentation())
            .WithLogging(null, logging => logging.IncludeScopes = true);
        if (HasOtlp(configuration)) telemetry.UseOtlpExporter();
        return telemetry;
    }

    /// <summary>Whether telemetry goes to OTLP.</summary>
    /// <param name="configuration">The settings.</param>
    public static bool HasOtlp(IConfiguration configuration) => !string.IsNullOrEmpty(configuration[OtlpEndpoint]);

    internal static IServiceCollection AddInstruments(this IServiceCollection services) => services
        .AddMetrics()
        .AddSingleton<PipelineMetrics>()
        .AddSingleton<DamageAlarm>()
        .AddSingleton<WorkUnderWay>()
        .AddSingleton<PipelineTrace>();
}
