using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Api.Requests;

namespace Pricing.Api.Manners;

/// <summary>What writes problems, and how JSON is written.</summary>
internal static class ProblemServices
{
    /// <summary>Adds it.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddProblems(this IServiceCollection services) => services
        .AddSingleton<IProblemDetailsWriter, ProblemWriter>()
        .AddProblemDetails()
        .ConfigureHttpJsonOptions(static options => ApiJson.Set(options.SerializerOptions));
}
