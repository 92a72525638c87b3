using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Identity;
using Pricing.Api.Requests;
using Pricing.Pipeline.Values;
using Pricing.Policies;

namespace Pricing.Api.Endpoints;

/// <summary><c>/api/policies</c>: the valuation policies that a grant or a question can name, the host's own too.</summary>
internal static class PolicyEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/policies", List).WithName("Policies").WithTags("Policies").Does(Act.Orient, Reach.NoIssuer)
            .WithSummary("The valuation policies: those that are shipped, and those that this host configures.")
            .Produces<IReadOnlyList<PolicyAnswer>>();
        routes.MapGet("/api/policies/{name}", Get).WithName("Policy").WithTags("Policies").Does(Act.Orient, Reach.NoIssuer)
            .WithSummary("One valuation policy.")
            .Produces<PolicyAnswer>()
            .ProducesProblems(404);
    }

    private static Ok<IReadOnlyList<PolicyAnswer>> List(PolicyCatalog policies) =>
        TypedResults.Ok<IReadOnlyList<PolicyAnswer>>([.. policies.Names.Select(name => PolicyAnswer.Of(policies.Find(name).Value))]);

    private static IResult Get(string name, PolicyCatalog policies) => policies.Find(name).TryGet(out var policy)
        ? TypedResults.Ok(PolicyAnswer.Of(policy))
        : Problems.NotFound("policy", name, $"known policies are {string.Join(", ", policies.Names)}");

    /// <summary>A valuation policy.</summary>
    /// <param name="Name">The name that grants use.</param>
    /// <param name="Version">The version of its settings.</param>
    /// <param name="IsShipped">Whether it comes with the program; else the host configures it.</param>
    /// <param name="Hash">The hash of its settings, which every value stores.</param>
    /// <param name="Settings">The settings, each by its name in the configuration.</param>
    internal sealed record PolicyAnswer(
        string Name, int Version, bool IsShipped, string Hash, IReadOnlyDictionary<string, string> Settings)
    {
        /// <summary>The answer for a policy.</summary>
        /// <param name="policy">The policy.</param>
        public static PolicyAnswer Of(ValuationPolicy policy) => new(
            policy.Name,
            policy.Version,
            ShippedPolicies.All.Contains(policy),
            PolicyHash.Of(policy),
            PolicyContent.Of(policy).Split('\n').Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]));
    }
}
