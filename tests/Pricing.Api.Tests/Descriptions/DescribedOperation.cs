using System.Text.Json.Nodes;

namespace Pricing.Api.Tests.Descriptions;

/// <summary>An operation of the description of the routes.</summary>
/// <param name="Method">How it is asked.</param>
/// <param name="Path">Its path, with names in braces.</param>
/// <param name="Content">What the description says of it.</param>
internal sealed record DescribedOperation(HttpMethod Method, string Path, JsonObject Content)
{
    private static readonly string[] Methods = ["get", "post"];

    /// <summary>Its name.</summary>
    public string Name => Content["operationId"]!.ToString();

    /// <summary>Its parameters.</summary>
    public IEnumerable<JsonObject> Parameters => Content["parameters"]?.AsArray().Select(parameter => parameter!.AsObject()) ?? [];

    /// <summary>The shapes of its body by media type; none where it has no body.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonNode?>> Bodies => [.. Content["requestBody"]?["content"]?.AsObject() ?? []];

    /// <summary>What it answers with a status; null where that is not described.</summary>
    /// <param name="status">The status.</param>
    public JsonObject? Answer(int status) => Content["responses"]?[$"{status}"]?.AsObject();

    /// <summary>The media types of its answers to what is right.</summary>
    public IReadOnlyList<string> Forms =>
    [
        .. Content["responses"]!.AsObject()
            .Where(answer => answer.Key.StartsWith('2'))
            .SelectMany(answer => answer.Value?["content"]?.AsObject().Select(content => content.Key) ?? []),
    ];

    /// <summary>All operations of a description.</summary>
    /// <param name="document">The description.</param>
    public static IReadOnlyList<DescribedOperation> Of(JsonNode document) =>
    [
        .. from path in document["paths"]!.AsObject()
           from method in path.Value!.AsObject()
           where Methods.Contains(method.Key)
           select new DescribedOperation(new(method.Key.ToUpperInvariant()), path.Key, method.Value!.AsObject()),
    ];
}
