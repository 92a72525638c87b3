using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pricing;
using PricingFunctions.Local.Shell;

namespace PricingFunctions.Local.Rights;

/// <summary>Writes answers: for people a line a figure, for programs one JSON object.</summary>
internal static class AnswerOutput
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="isJson">Whether a program reads it.</param>
    /// <returns>The exit code.</returns>
    public static int Write(CaseAnswer answer, bool isJson)
    {
        using var output = StandardOutput.Open();
        var refusals = answer.Failures.Select(failure => failure.ToString()).ToList();
        if (isJson)
        {
            var content = new JsonObject { ["accepted"] = answer is { Content: not null, Failures.Count: 0 } };
            foreach (var (name, value) in answer.Content ?? []) content[name] = value?.DeepClone();
            if (refusals.Count > 0) content["refused"] = new JsonArray([.. refusals.Select(refusal => JsonValue.Create(refusal))]);
            output.WriteLine(content.ToJsonString(Indented));
        }
        else if (answer.Content is { } content)
        {
            foreach (var line in Lines(content, "")) output.WriteLine(line);
        }

        if (!isJson)
            foreach (var refusal in refusals) output.WriteLine($"refused: {refusal}");
        return answer.Content is null || refusals.Count > 0 ? ExitCode.NotComputed : ExitCode.Success;
    }

    private static IEnumerable<string> Lines(JsonObject content, string indent)
    {
        foreach (var (name, value) in content)
        {
            switch (value)
            {
                case null:
                    break;
                case JsonObject window when IsWindow(window):
                    yield return $"{indent}{Words(name)}: {Window(window)}";
                    break;
                case JsonObject { Count: 0 }:
                    break;
                case JsonObject part:
                    yield return $"{indent}{Words(name)}:";
                    foreach (var line in Lines(part, $"{indent}  ")) yield return line;
                    break;
                case JsonArray list:
                    foreach (var line in list.SelectMany(item => Item(Words(name).TrimEnd('s'), item, indent))) yield return line;
                    break;
                default:
                    yield return $"{indent}{Words(name)}: {Text(value)}";
                    break;
            }
        }
    }

    /// <summary>An item of a list: a flat one on one line, one with parts as a block.</summary>
    private static IEnumerable<string> Item(string name, JsonNode? item, string indent) => item switch
    {
        JsonObject rule when rule.ContainsKey("section") && rule.ContainsKey("text") =>
            [$"{indent}section {rule["section"]}: {rule["text"]}"],
        JsonObject row when row.Any(field => field.Value is JsonObject part && !IsWindow(part)) =>
            [$"{indent}{name}:", .. Lines(row, $"{indent}  ")],
        JsonObject row => [$"{indent}{name}: {Row(name, row)}"],
        _ => [$"{indent}{name}: {item}"],
    };

    // What the row is of needs no name of its own: "holder: H-01, rights 4".
    private static string Row(string name, JsonObject row) => string.Join(", ", row
        .Where(field => field.Value is not (null or JsonArray { Count: 0 }))
        .Select(field => (Name: Words(field.Key), Value: field.Value is JsonObject window ? Window(window) : Text(field.Value!)))
        .Select(field => field.Name == name ? field.Value : $"{field.Name} {field.Value}"));

    private static bool IsWindow(JsonObject part) => part.Count == 2 && part.ContainsKey("from") && part.ContainsKey("to");

    private static string Window(JsonObject window) => $"{window["from"]}..{window["to"]}";

    private static string Text(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Number => DecimalText.Parse(value.ToJsonString()) is { } number ? DecimalText.Of(number) : value.ToJsonString(),
        _ => value.ToString(),
    };

    private static string Words(string name) =>
        string.Concat(name.Select(letter => char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}")).Replace('_', ' ');
}
