using System.Text.Json.Nodes;

namespace Pricing.Api.Tests.Descriptions;

/// <summary>Makes requests from the description of the routes, right and broken ones; the same ones for the same seed.</summary>
/// <param name="document">The description.</param>
/// <param name="known">What is stored, by the names of the parameters that name it.</param>
/// <param name="seed">The seed.</param>
internal sealed class RequestGenerator(JsonNode document, IReadOnlyDictionary<string, IReadOnlyList<string>> known, int seed)
{
    private static readonly string[] Forms = ["*/*", "text/csv", "image/png", "application/json;q=0", "nonsense", "text/*, */*;q=0.1", "application/x-ndjson"];

    private readonly Random numbers = new(seed);
    private readonly IReadOnlyList<DescribedOperation> operations = DescribedOperation.Of(document);

    /// <summary>The next request.</summary>
    /// <returns>Which operation it is for, whether it may miss its route, and the request.</returns>
    public (DescribedOperation Operation, bool MayMiss, HttpRequestMessage Request) Next()
    {
        var operation = numbers.Of(operations);
        var (path, isBroken) = Path(operation);
        var request = new HttpRequestMessage(operation.Method, new Uri(path + Query(operation), UriKind.Relative));
        if (numbers.Chance(35)) request.Headers.TryAddWithoutValidation("Accept", numbers.Chance(60) && operation.Forms.Count > 0 ? numbers.Of(operation.Forms) : numbers.Of(Forms));
        if (numbers.Chance(20)) request.Headers.TryAddWithoutValidation("Accept-Encoding", numbers.Of(["gzip", "br", "gzip;q=0", "*"]));
        if (numbers.Chance(10)) request.Headers.TryAddWithoutValidation("If-None-Match", numbers.Of(["*", "W/\"x\"", "nonsense", "\"\""]));
        if (operation.Bodies.Count > 0 && numbers.Chance(97)) request.Content = new GeneratedBody(document, numbers).Of(operation);
        return (operation, isBroken, request);
    }

    private (string Path, bool IsBroken) Path(DescribedOperation operation)
    {
        var (path, isBroken) = (operation.Path, false);
        foreach (var name in operation.Parameters.Where(parameter => parameter["in"]!.ToString() == "path").Select(parameter => parameter["name"]!.ToString()))
        {
            var isRight = numbers.Chance(85);
            isBroken |= !isRight;
            var text = isRight && known.TryGetValue(name, out var stored) ? numbers.Of(stored) : numbers.Of(Texts.Broken);
            path = path.Replace($"{{{name}}}", Uri.EscapeDataString(text), StringComparison.Ordinal);
        }

        return (path, isBroken);
    }

    private string Query(DescribedOperation operation)
    {
        var given = new List<string>();
        foreach (var parameter in operation.Parameters.Where(parameter => parameter["in"]!.ToString() == "query" && numbers.Chance(30)))
        {
            var name = parameter["name"]!.ToString();
            var text = numbers.Chance(75) ? Right(parameter) : numbers.Of(Texts.Broken);
            given.Add($"{name}={Uri.EscapeDataString(text)}");
            if (numbers.Chance(3)) given.Add(given[^1]);
        }

        if (numbers.Chance(4)) given.Add($"{Uri.EscapeDataString(numbers.Of(Texts.Broken))}={numbers.Next(9)}");
        return given.Count == 0 ? "" : $"?{string.Join('&', given)}";
    }

    private string Right(JsonObject parameter)
    {
        var schema = parameter["schema"]!;
        if (schema["enum"] is JsonArray words) return words[numbers.Next(words.Count)]!.ToString();
        return schema["minimum"] is { } minimum && numbers.Chance(50) ? minimum.ToString() : parameter["example"]!.ToString();
    }
}
