using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.Telemetry;

namespace PricingFunctions;

/// <summary>The app's telemetry: what the pipeline says, to OTLP and to Application Insights, each where it is set.</summary>
internal static class AppTelemetry
{
    private const string SiteName = "WEBSITE_SITE_NAME";
    private const string Connection = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string Authentication = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";
    private const string ClientId = "ClientId";

    /// <summary>Adds it; where neither is set, nothing is collected.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The settings.</param>
    public static IServiceCollection AddAppTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var connection = configuration[Connection];
        var hasInsights = !string.IsNullOrEmpty(connection);
        if (!hasInsights && !TelemetryServices.HasOtlp(configuration)) return services;

        // The name that the Functions host gives itself, so that both are one role.
        var name = configuration[SiteName] ?? nameof(PricingFunctions);
        var telemetry = services.AddPipelineTelemetry(configuration, name).UseFunctionsWorkerDefaults();
        if (!hasInsights) return services;

        telemetry.UseAzureMonitorExporter(insights =>
        {
            insights.ConnectionString = connection;
            insights.Credential = Credential(configuration[Authentication]);

            // A night is a few hundred spans; an auditor wants all of them, and every line that was logged inside.
            insights.TracesPerSecond = null;
            insights.SamplingRatio = 1;
            insights.EnableTraceBasedLogsSampler = false;
        });
        return services;
    }

    /// <summary>The identity that the setting names, which is the one that the Functions host signs in with.</summary>
    private static ManagedIdentityCredential? Credential(string? authentication)
    {
        if (string.IsNullOrEmpty(authentication)) return null;

        var parts = authentication
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .ToDictionary(part => part[0], part => part[^1], StringComparer.OrdinalIgnoreCase);
        return new(parts.TryGetValue(ClientId, out var id)
            ? ManagedIdentityId.FromUserAssignedClientId(id)
            : ManagedIdentityId.SystemAssigned);
    }
}
