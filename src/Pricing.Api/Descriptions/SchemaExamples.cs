using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Pricing.Api.Descriptions;

/// <summary>
/// Gives every shape examples: bodies that can be sent and answers that were given, as they stand; else one that is put together from
/// those of its properties. A property that stands in no whole example has its own.
/// </summary>
internal static class SchemaExamples
{
    private const int Deepest = 6;
    private const string AnyName = "title";

    /// <summary>Adds the examples.</summary>
    /// <param name="document">The description of the routes.</param>
    public static void Add(OpenApiDocument document)
    {
        var shapes = document.Components!.Schemas!;
        foreach (var (name, shape) in shapes)
        {
            if (shape is not OpenApiSchema whole) continue;

            if (SchemaWords.Wholes(name) is not { Count: > 0 } examples)
            {
                if (Of(name, whole, document, depth: 0) is { } example) whole.Examples = [example];
                continue;
            }

            whole.Examples = [.. examples.Select(example => example.DeepClone())];
            foreach (var (property, schema) in whole.Properties ?? new Dictionary<string, IOpenApiSchema>())
            {
                if (schema is OpenApiSchema own && !examples.Any(example => example[property] is not null) && OfProperty(name, property, own, document, depth: 1) is { } value)
                    own.Examples = [value];
            }
        }
    }

    private static JsonNode? Of(string name, IOpenApiSchema shape, OpenApiDocument document, int depth)
    {
        if (SchemaWords.Wholes(name) is [var whole, ..]) return whole.DeepClone();
        if (shape.Enum is [{ } word, ..]) return word.DeepClone();
        if (shape.Properties is not { Count: > 0 } properties) return null;

        var example = new JsonObject();
        foreach (var (property, schema) in properties)
        {
            if (OfProperty(name, property, schema, document, depth + 1) is { } value) example[property] = value;
        }

        return example;
    }

    private static JsonNode? OfProperty(string name, string property, IOpenApiSchema schema, OpenApiDocument document, int depth)
    {
        var isNamed = schema is OpenApiSchemaReference || (schema.OneOf ?? schema.AnyOf)?.OfType<OpenApiSchemaReference>().Any() == true;
        if (SchemaWords.Example(name, property, isOwn: isNamed || schema.Items is not null) is { } known) return known;
        if (schema is OpenApiSchemaReference { Reference.Id: { } id }) return depth > Deepest ? null : Of(id, document.Components!.Schemas![id], document, depth);
        if ((schema.OneOf ?? schema.AnyOf)?.OfType<OpenApiSchemaReference>().FirstOrDefault() is { } named) return OfProperty(name, property, named, document, depth);
        if (schema.Enum is [{ } word, ..]) return word.DeepClone();
        if (schema.Items is { } items) return OfProperty(name, property, items, document, depth) is { } item ? new JsonArray(item) : null;
        if (schema.AdditionalProperties is { } other) return OfProperty(name, property, other, document, depth) is { } value ? new JsonObject { [AnyName] = value } : null;
        return null;
    }
}
