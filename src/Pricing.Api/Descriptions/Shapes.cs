using System.Collections;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Pricing.Api.Descriptions;

/// <summary>The shapes of answers and bodies, each described once and named wherever it stands.</summary>
internal static class Shapes
{
    // The framework marks shapes that it names.
    private const string Mark = "x-schema-id";

    /// <summary>What stands for shapes that say nothing by themselves.</summary>
    private static readonly string[] Meaningless = ["JsonElement", "Stream"];

    /// <summary>The shape of a type, by its name; of a list, a list of it.</summary>
    /// <param name="type">The type.</param>
    /// <param name="context">The operation that it belongs to.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static async Task<IOpenApiSchema> OfAsync(Type type, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)))
            return new OpenApiSchema { Type = JsonSchemaType.Array, Items = await OfAsync(type.GetGenericArguments()[0], context, cancellationToken) };

        var document = context.Document!;
        if (document.Components?.Schemas?.ContainsKey(type.Name) != true)
            document.AddComponent(type.Name, await context.GetOrCreateSchemaAsync(type, cancellationToken: cancellationToken));
        return new OpenApiSchemaReference(type.Name, document);
    }

    /// <summary>Numbers are written as numbers, whatever is read too.</summary>
    /// <param name="schema">A shape.</param>
    public static void Narrow(OpenApiSchema schema)
    {
        if (schema.Type is not { } type || (type & (JsonSchemaType.Integer | JsonSchemaType.Number)) == 0) return;

        schema.Type = type & ~JsonSchemaType.String;
        schema.Pattern = null;
    }

    /// <summary>Gives shapes without words those of <see cref="SchemaWords"/>, or of what they name.</summary>
    /// <param name="document">The description of the routes.</param>
    public static void Complete(OpenApiDocument document)
    {
        var shapes = document.Components!.Schemas!;
        foreach (var name in Meaningless) shapes.Remove(name);
        foreach (var name in shapes.Keys.ToList()) NameParts(shapes[name], document);
        foreach (var (name, shape) in shapes)
        {
            Require(shape);
            shape.Description = PlainWords.Of(shape.Description) ?? SchemaWords.Description(name);
            foreach (var (property, schema) in shape.Properties ?? new Dictionary<string, IOpenApiSchema>())
                Describe(schema, SchemaWords.Description($"{name}.{property}"));
        }
    }

    /// <summary>Names the shapes within a shape that are described elsewhere.</summary>
    private static void NameParts(IOpenApiSchema shape, OpenApiDocument document)
    {
        if (shape is not OpenApiSchema { } whole) return;

        foreach (var name in whole.Properties?.Keys.ToList() ?? []) whole.Properties![name] = Named(whole.Properties[name], document);
        if (whole.Items is { } items) whole.Items = Named(items, document);
        if (whole.AdditionalProperties is { } other) whole.AdditionalProperties = Named(other, document);
        if (whole.OneOf is { } choices) whole.OneOf = [.. choices.Select(choice => Named(choice, document))];
    }

    private static IOpenApiSchema Named(IOpenApiSchema shape, OpenApiDocument document)
    {
        NameParts(shape, document);
        if (shape is not OpenApiSchema { Metadata: { } marks } || !marks.TryGetValue(Mark, out var found) || found is not string { Length: > 0 } name) return shape;

        if (!document.Components!.Schemas!.ContainsKey(name)) document.AddComponent(name, shape);
        return new OpenApiSchemaReference(name, document) { Description = shape.Description };
    }

    // What is null is left out of answers.
    private static void Require(IOpenApiSchema shape)
    {
        if (shape is not OpenApiSchema { Required: { } required } whole) return;

        whole.Required = required
            .Where(name => whole.Properties?[name] is { } property && !IsNullable(property))
            .ToHashSet();
    }

    private static bool IsNullable(IOpenApiSchema schema) => schema is OpenApiSchema
        && (schema.Type?.HasFlag(JsonSchemaType.Null) == true || schema.OneOf?.Any(choice => choice.Type == JsonSchemaType.Null) == true);

    // A shape that is named shows the description of what it names, and does not have it.
    private static void Describe(IOpenApiSchema schema, string? words) => schema.Description = words
        ?? PlainWords.Of(schema.Description)
        ?? schema.OneOf?.OfType<OpenApiSchemaReference>().Select(named => named.Description).FirstOrDefault();
}
