using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Api;
using Pricing.Api.Endpoints;
using Pricing.Api.Files;
using Pricing.Api.Starting;
using Pricing.Pipeline;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.Nights.Steps;
using Pricing.Pipeline.Orchestration;
using PricingFunctions.Durable;
using PricingFunctions.Http;
using PricingFunctions.Starting;
using PricingFunctions.Triggers;

namespace PricingFunctions;

/// <summary>Registers the app.</summary>
public static class AppServices
{
    /// <summary>Adds the pipeline, the endpoints and their Durable engine.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddPricingApp(this IServiceCollection services)
    {
        services.AddCheckedOptions<AppOptions>(section: "", isLogged: false);
        services.AddSingleton(provider =>
            new EngineName($"durable {provider.GetRequiredService<AppOptions>().TaskHub}"));
        services.AddPipeline().AddPricingApi();
        services.AddSingleton<Readiness>().AddSingleton<WaitingAtStart>().AddHostedService<StorageStart>();
        services.AddSingleton<DurableNights>();
        services.AddScoped<DurableRunEngine>();
        services.AddScoped<IRunEngine>(provider => provider.GetRequiredService<DurableRunEngine>());
        services.AddSingleton<ISentFiles, SentFileMessages>();
        services.AddSingleton<EarlyAnswers>().AddSingleton<PricingPipeline>().AddHostedService(provider => provider.GetRequiredService<PricingPipeline>());
        services.Configure<WorkerOptions>(worker => worker.Serializer = new JsonObjectSerializer(Json));
        return services;
    }

    /// <summary>What travels between orchestrations and activities, as the pipeline writes it everywhere else.</summary>
    private static JsonSerializerOptions Json { get; } = new(StepJson.Readable.Options)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(StepJson.Readable, new DefaultJsonTypeInfoResolver()),
    };
}
