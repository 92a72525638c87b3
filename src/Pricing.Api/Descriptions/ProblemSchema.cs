using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Pricing.Api.Requests;

namespace Pricing.Api.Descriptions;

/// <summary>Completes the shape of problems: their types, and the failures that they hold.</summary>
internal static class ProblemSchema
{
    /// <summary>The name of the shape.</summary>
    public const string Name = "ProblemDetails";

    /// <summary>Completes it.</summary>
    /// <param name="document">The description of the routes.</param>
    public static void Complete(OpenApiDocument document)
    {
        if (document.Components?.Schemas?.TryGetValue(Name, out var found) != true || found is not OpenApiSchema problem) return;

        problem.Description = "Why a request is not answered as it stands (RFC 9457).";
        problem.Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("What kind of problem it is: a name that stays.", [.. ProblemTypes.All]),
            ["title"] = Text("What kind of problem it is, in words."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The status of the answer." },
            ["detail"] = Text("What of this request it is."),
            ["instance"] = Text("The request."),
            ["traceId"] = Text("The request in the host's traces."),
            ["failures"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Description = "Everything that is wrong; of very much the first hundred.",
                Items = new OpenApiSchemaReference("Failure", document),
            },
            ["failureCount"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "How many failures there are." },
        };
        problem.Required = new HashSet<string> { "type", "title", "status" };
    }

    private static OpenApiSchema Text(string description, params IReadOnlyList<string> words) => new()
    {
        Type = JsonSchemaType.String,
        Description = description,
        Enum = words.Count == 0 ? null : [.. words.Select(word => (JsonNode)word)],
    };
}
