using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pricing.Api.Tests.Descriptions;

/// <summary>Holds an answer against the description of its operation.</summary>
/// <param name="shapes">The described shapes.</param>
internal sealed class AnswerCheck(DescribedShapes shapes)
{
    private const string Problem = "application/problem+json";

    /// <summary>What is wrong with an answer.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="mayMiss">Whether the request may have missed the route.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public async Task<string?> WrongAsync(
        DescribedOperation operation, bool mayMiss, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var status = (int)answer.StatusCode;
        if (status >= 500) return $"is {status}: {await answer.Content.ReadAsStringAsync(cancellationToken)}";

        var body = await BodyAsync(answer, cancellationToken);
        var form = answer.Content.Headers.ContentType?.MediaType;
        if (status == 304) return body.Length == 0 ? null : "is 304 with a body";
        if (mayMiss && status == 404 && form == Problem) return null;
        if (operation.Answer(status) is not { } described) return $"is {status}, which is not described: {Text(body)}";
        if (form == Problem) return WrongProblem(status, described, body);
        if (described["content"]?[form ?? ""]?["schema"] is not { } shape) return described["content"]?[form ?? ""] is null ? $"is {status} as {form}, which is not described" : null;

        if (form == "application/json") return Wrong(shape, body);
        if (form == "application/x-ndjson")
            return Encoding.UTF8.GetString(body).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Wrong(shape, Encoding.UTF8.GetBytes(line))).FirstOrDefault(wrong => wrong is not null);
        return null;
    }

    private static async Task<byte[]> BodyAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        if (!answer.Content.Headers.ContentEncoding.Contains("gzip")) return body;

        using var plain = new MemoryStream();
        await using var packed = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
        await packed.CopyToAsync(plain, cancellationToken);
        return plain.ToArray();
    }

    private string? WrongProblem(int status, JsonObject described, byte[] body)
    {
        if (described["content"]?[Problem]?["schema"] is not { } shape) return $"is {status} with a problem, which is not described";

        return Wrong(shape, body) ?? (JsonNode.Parse(body)!["status"]!.GetValue<int>() == status ? null : "names another status");
    }

    private string? Wrong(JsonNode shape, byte[] body)
    {
        try
        {
            return shapes.Wrong(shape, JsonNode.Parse(body)) is { } wrong ? $"does not match its description: {wrong}: {Text(body)}" : null;
        }
        catch (JsonException none)
        {
            return $"is no JSON: {none.Message}: {Text(body)}";
        }
    }

    private static string Text(byte[] body)
    {
        const int readable = 600;
        var text = Encoding.UTF8.GetString(body);
        return text.Length > readable ? text[..readable] : text;
    }
}
