using System.Text.Json.Nodes;
using Json.Schema;

namespace Pricing.Api.Tests.Descriptions;

/// <summary>Holds JSON against the shapes of the description of the routes; what no shape names is wrong.</summary>
internal sealed class DescribedShapes
{
    private const string Reference = "#/components/schemas/";

    private static readonly EvaluationOptions Listed = new() { OutputFormat = OutputFormat.List };

    private readonly JsonObject shapes;
    private readonly Dictionary<string, JsonSchema> made = [];

    public DescribedShapes(JsonNode document)
    {
        shapes = Local(document["components"]!["schemas"]!).AsObject();
        foreach (var (_, shape) in shapes)
        {
            if (shape?["properties"] is not null) shape["additionalProperties"] = false;
        }
    }

    /// <summary>What is wrong with a value.</summary>
    /// <param name="shape">The shape, as the description has it.</param>
    /// <param name="value">The value.</param>
    /// <returns>The places and what is wrong there; null where nothing is.</returns>
    public string? Wrong(JsonNode shape, JsonNode? value)
    {
        var text = shape.ToJsonString();
        if (!made.TryGetValue(text, out var schema)) made[text] = schema = Made(shape);

        var result = schema.Evaluate(System.Text.Json.JsonSerializer.SerializeToElement(value), Listed);
        return result.IsValid
            ? null
            : string.Join("; ", result.Details!.Where(detail => detail.Errors is not null).Take(5).SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation} {error.Value}")));
    }

    private JsonSchema Made(JsonNode shape) => JsonSchema.FromText(new JsonObject
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["$defs"] = shapes.DeepClone(),
        ["allOf"] = new JsonArray(Local(shape)),
    }.ToJsonString());

    private static JsonNode Local(JsonNode shape) =>
        JsonNode.Parse(shape.ToJsonString().Replace(Reference, "#/$defs/", StringComparison.Ordinal))!;
}
