using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pricing.Api.Descriptions;

/// <summary>What is said of shapes beside the comments of the code: descriptions where a comment does not reach, and examples.</summary>
internal static class SchemaWords
{
    private static readonly Words All = Read<Words>("schema-words.json");

    // Written by a test from answers to the sample grants.
    private static readonly Dictionary<string, IReadOnlyList<JsonNode>> Answers = Read<Dictionary<string, IReadOnlyList<JsonNode>>>("answer-examples.json");

    /// <summary>What a shape is for, or a property of one.</summary>
    /// <param name="name">The shape's name, or <c>Shape.property</c>.</param>
    public static string? Description(string name) => All.Descriptions.GetValueOrDefault(name);

    /// <summary>An example of a property.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="property">The property.</param>
    /// <param name="isOwn">Whether only what is said of this shape counts, and not what is said of every property of the name.</param>
    public static JsonNode? Example(string shape, string property, bool isOwn) =>
        (All.Examples.GetValueOrDefault($"{shape}.{property}") ?? (isOwn ? null : All.Examples.GetValueOrDefault(property)))?.DeepClone();

    /// <summary>What stands in a description for what the code calls otherwise.</summary>
    /// <param name="name">The name in the code, <c>Type.Member</c>.</param>
    public static string? Name(string name) => All.Names.GetValueOrDefault(name);

    /// <summary>
    /// Whole examples of a shape: of a body that can be sent as it stands, of an answer as it was given; empty where there is none.
    /// </summary>
    /// <param name="shape">The shape.</param>
    public static IReadOnlyList<JsonNode> Wholes(string shape) => All.Wholes.GetValueOrDefault(shape) ?? Answers.GetValueOrDefault(shape) ?? [];

    private static T Read<T>(string name)
    {
        using var content = typeof(SchemaWords).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<T>(content, JsonSerializerOptions.Web)!;
    }

    private sealed record Words(
        IReadOnlyDictionary<string, string> Descriptions,
        IReadOnlyDictionary<string, string> Names,
        IReadOnlyDictionary<string, IReadOnlyList<JsonNode>> Wholes,
        IReadOnlyDictionary<string, JsonNode> Examples);
}
