using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pricing.Api.Descriptions;

/// <summary>What is said of shapes beside the comments of the code: descriptions where a comment does not reach, and examples.</summary>
internal static class SchemaWords
{
    private static readonly Words All = Read();

    /// <summary>What a shape is for, or a property of one.</summary>
    /// <param name="name">The shape's name, or <c>Shape.property</c>.</param>
    public static string? Description(string name) => All.Descriptions.GetValueOrDefault(name);

    /// <summary>An example of a property.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="property">The property.</param>
    /// <param name="isOwn">Whether only what is said of this shape counts, and not what is said of every property of the name.</param>
    public static JsonNode? Example(string shape, string property, bool isOwn) =>
        (All.Examples.GetValueOrDefault($"{shape}.{property}") ?? (isOwn ? null : All.Examples.GetValueOrDefault(property)))?.DeepClone();

    private static Words Read()
    {
        using var content = typeof(SchemaWords).Assembly.GetManifestResourceStream("schema-words.json")!;
        return JsonSerializer.Deserialize<Words>(content, JsonSerializerOptions.Web)!;
    }

    private sealed record Words(IReadOnlyDictionary<string, string> Descriptions, IReadOnlyDictionary<string, JsonNode> Examples);
}
