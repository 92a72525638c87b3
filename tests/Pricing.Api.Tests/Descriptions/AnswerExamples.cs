using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Pricing.Api.Tests.Descriptions;

/// <summary>Takes answers apart by their described shapes, and keeps of each shape the instance that says most.</summary>
/// <param name="document">The description of the routes.</param>
internal sealed partial class AnswerExamples(JsonNode document)
{
    private const int MostItems = 1;

    private readonly DescribedShapes check = new(document);
    private readonly SortedDictionary<string, JsonObject> found = new(StringComparer.Ordinal);

    /// <summary>The instances by the names of their shapes.</summary>
    public JsonObject All => new(found.Select(shape => KeyValuePair.Create(shape.Key, (JsonNode?)new JsonArray(shape.Value.DeepClone()))));

    /// <summary>Takes an answer.</summary>
    /// <param name="shape">Its shape, as the description has it.</param>
    /// <param name="answer">The answer.</param>
    public void Take(JsonNode? shape, JsonNode? answer)
    {
        if (shape is null || answer is null) return;

        if ((shape["anyOf"] ?? shape["oneOf"]) is JsonArray choices) Take(choices.FirstOrDefault(choice => check.Wrong(choice!, answer) is null), answer);
        else if (shape["$ref"] is { } named) TakeNamed(named.ToString().Split('/')[^1], answer);
        else if (answer is JsonArray list) foreach (var item in list) Take(shape["items"], item);
        else if (answer is JsonObject whole) foreach (var (_, value) in whole) Take(shape["additionalProperties"], value);
    }

    private void TakeNamed(string name, JsonNode answer)
    {
        if (answer is not JsonObject whole) return;

        var shape = document["components"]!["schemas"]![name]!;
        if (shape["properties"] is not JsonObject properties) return;

        if (!found.TryGetValue(name, out var known) || known.Count < whole.Count) found[name] = Shortened(whole).AsObject();
        foreach (var (property, value) in whole) Take(properties[property], value);
    }

    private static JsonNode Shortened(JsonNode node) => node switch
    {
        JsonObject whole => new JsonObject(whole.Select(member => KeyValuePair.Create(member.Key, member.Value is { } value ? Shortened(value) : null))),
        JsonArray list => new JsonArray([.. list.Take(MostItems).Select(item => item is null ? null : Shortened(item))]),
        JsonValue value when value.TryGetValue(out string? text) => Port().Replace(Build().Replace(text, "$1"), "$1"),
        _ => node.DeepClone(),
    };

    // The commit behind a version is another in every build.
    [GeneratedRegex(@"^(\d+\.\d+\.\d+)\+[0-9a-f]+$")]
    private static partial Regex Build();

    // The feed of the tests listens elsewhere in every run.
    [GeneratedRegex(@"(http://127\.0\.0\.1):\d+")]
    private static partial Regex Port();
}
