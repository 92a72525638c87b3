using Microsoft.OpenApi;

namespace Pricing.Api.Descriptions;

/// <summary>
/// Completes the shapes of prices: numbers of a question may be written as text, since text keeps every digit; what is asked for
/// beside the value of a grant stands in the same object.
/// </summary>
internal static class PriceSchema
{
    private const string Body = "PriceBody";
    private const string Analysed = "AnalysedValue";
    private static readonly string[] Analyses = ["explanation", "greeks", "sensitivity", "impliedVolatility"];
    private static readonly string[] Numbers = ["S", "X", "T", "sigma", "q", "r", "shares", "dividend_per_share", "risk_free_rate"];

    /// <summary>Completes it.</summary>
    /// <param name="document">The description of the routes.</param>
    public static void Complete(OpenApiDocument document)
    {
        if (document.Components?.Schemas?.TryGetValue(Body, out var body) != true || body?.Properties is not { } properties) return;

        foreach (var name in Numbers)
            properties[name] = Shape(JsonSchemaType.Number | JsonSchemaType.String | JsonSchemaType.Null, properties[name].Description);
        properties["sensitivity"] = Shape(JsonSchemaType.Boolean | JsonSchemaType.Object | JsonSchemaType.Null, properties["sensitivity"].Description);
        Together(document, document.Components.Schemas);
    }

    private static void Together(OpenApiDocument document, IDictionary<string, IOpenApiSchema> shapes)
    {
        var (value, priced) = (shapes["ValueRecord"], shapes["PriceAnswer"]);
        document.AddComponent(Analysed, new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "The value of a grant, and what was asked for beside it.",
            Properties = value.Properties!.Concat(Analyses.Select(name => KeyValuePair.Create(name, priced.Properties![name]))).ToDictionary(),
            Required = value.Required,
        });
        IOpenApiSchema[] shown = [new OpenApiSchemaReference("PriceAnswer", document), new OpenApiSchemaReference("ValueRecord", document), new OpenApiSchemaReference(Analysed, document)];
        var answer = (OpenApiSchema)document.Paths["/api/price"].Operations![HttpMethod.Post].Responses!["200"].Content!["application/json"].Schema!;
        answer.AnyOf!.Add(shown[2]);
        var item = shapes["PriceItem"].Properties!;
        item["value"] = new OpenApiSchema { AnyOf = [.. shown], Description = item["value"].Description };
    }

    private static OpenApiSchema Shape(JsonSchemaType type, string? description) => new() { Type = type, Description = description };
}
