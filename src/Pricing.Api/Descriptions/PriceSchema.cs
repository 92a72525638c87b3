using Microsoft.OpenApi;

namespace Pricing.Api.Descriptions;

/// <summary>Completes the shape of a question for a price: its numbers may be written as text, since text keeps every digit.</summary>
internal static class PriceSchema
{
    private const string Body = "PriceBody";
    private static readonly string[] Numbers = ["S", "X", "T", "sigma", "q", "r", "shares", "dividend_per_share", "risk_free_rate"];

    /// <summary>Completes it.</summary>
    /// <param name="document">The description of the routes.</param>
    public static void Complete(OpenApiDocument document)
    {
        if (document.Components?.Schemas?.TryGetValue(Body, out var body) != true || body?.Properties is not { } properties) return;

        foreach (var name in Numbers)
            properties[name] = Shape(JsonSchemaType.Number | JsonSchemaType.String | JsonSchemaType.Null, properties[name].Description);
        properties["sensitivity"] = Shape(JsonSchemaType.Boolean | JsonSchemaType.Object | JsonSchemaType.Null, properties["sensitivity"].Description);
    }

    private static OpenApiSchema Shape(JsonSchemaType type, string? description) => new() { Type = type, Description = description };
}
