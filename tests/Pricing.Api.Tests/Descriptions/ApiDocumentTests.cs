using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using PricingFunctions.Local;
using Testing;

namespace Pricing.Api.Tests.Descriptions;

/// <summary>The description of the routes.</summary>
public sealed partial class ApiDocumentTests(AzuriteFixture azurite)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Committed => Path.Combine(RepositoryRoot.Find(), "docs", "openapi.json");

    /// <summary>
    /// What is committed describes the routes of both hosts. Where routes change on purpose, run the tests with the variable
    /// WRITE_OPENAPI set, and look at what differs; what is committed is built in.
    /// </summary>
    /// <param name="asApp">As the Functions app answers.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Document_IsTheCommittedOne(bool asApp)
    {
        await using var host = await ApiHost.StartAsync(azurite, new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), Cancellation, asApp);

        var made = await host.Get<IOpenApiDocumentProvider>("v1").GetOpenApiDocumentAsync(Cancellation);

        var text = JsonNode.Parse(await made.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, Cancellation))!.ToJsonString(Indented) + "\n";
        if (Environment.GetEnvironmentVariable("WRITE_OPENAPI") is { Length: > 0 }) await File.WriteAllTextAsync(Committed, text, Cancellation);
        Assert.Equal(await File.ReadAllTextAsync(Committed, Cancellation), text);
    }

    [Fact]
    public async Task Document_ThatIsAnswered_IsTheCommittedOne()
    {
        await using var host = await ApiHost.StartAsync(azurite, new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), Cancellation);

        var answered = await host.Client.GetStringAsync(new Uri("/api/openapi.json", UriKind.Relative), Cancellation);

        Assert.Equal(await File.ReadAllTextAsync(Committed, Cancellation), answered);
    }

    [Fact]
    public async Task Document_SaysOfEveryParameterAndShapeWhatItIsAndGivesAnExample()
    {
        var document = JsonNode.Parse(await File.ReadAllTextAsync(Committed, Cancellation))!;
        var shapes = document["components"]!["schemas"]!.AsObject();
        var check = new DescribedShapes(document);

        var missing = new List<string>();
        foreach (var operation in DescribedOperation.Of(document))
        {
            if (operation.Content["summary"] is null || operation.Content["tags"] is null) missing.Add(operation.Name);
            missing.AddRange(operation.Parameters
                .Where(parameter => parameter["description"] is null || parameter["example"] is null || check.Wrong(parameter["schema"]!, parameter["example"]) is not null)
                .Select(parameter => $"{operation.Name} {parameter["name"]}"));
        }

        foreach (var (name, shape) in shapes)
        {
            if (shape!["description"] is null) missing.Add(name);
            if (shape["examples"] is not JsonArray { Count: > 0 } examples) missing.Add($"{name}: no example");
            else missing.AddRange(examples.Select(example => check.Wrong(new JsonObject { ["$ref"] = $"#/components/schemas/{name}" }, example)).OfType<string>().Select(wrong => $"{name}: {wrong}"));
            foreach (var (property, schema) in shape["properties"]?.AsObject() ?? [])
            {
                if (schema!["description"] is null) missing.Add($"{name}.{property}");
                if (!HasExample(shape, property, schema)) missing.Add($"{name}.{property}: no example");
            }
        }

        Assert.Empty(missing);
    }

    [Fact]
    public async Task Document_SpeaksToItsReaderAndNotOfTheCode()
    {
        var document = JsonNode.Parse(await File.ReadAllTextAsync(Committed, Cancellation))!;

        Assert.DoesNotContain(Descriptions(document), text => OfCode().IsMatch(text));
    }

    // In a whole example, or its own; what is a shape of its own has the examples of that.
    private static bool HasExample(JsonNode shape, string property, JsonNode schema) =>
        shape["examples"]?.AsArray().Any(example => example?[property] is not null) == true
        || schema["examples"] is JsonArray { Count: > 0 }
        || schema["$ref"] is not null;

    private static IEnumerable<string> Descriptions(JsonNode? node) => node switch
    {
        JsonObject whole => whole.SelectMany(member => member is { Key: "description" or "summary", Value: JsonValue text } ? [text.ToString()] : Descriptions(member.Value)),
        JsonArray list => list.SelectMany(Descriptions),
        _ => [],
    };

    [GeneratedRegex(@"[A-Za-z]\w*\.[A-Z]\w*|&lt;|&gt;|<\w|\b(string|double|decimal|int|long|bool)\?? [A-Z]|\b(IReadOnlyList|DateOnly|DateTimeOffset)\b")]
    private static partial Regex OfCode();
}
