using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Pricing.Api.Requests;

/// <summary>The body of a request, read so that whatever is wrong with it can be named.</summary>
internal static class JsonBody
{
    /// <summary>Reads a JSON object.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The document, or why there is none.</returns>
    /// <exception cref="BadHttpRequestException">The body is too large, broken off, or not sent as HTTP sends bodies.</exception>
    public static async Task<Outcome<JsonDocument>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var read = await ReadBody.ReadAsync(request, cancellationToken);
        if (!read.TryGet(out var content)) return read.Failures.ToList();
        using (content)
        {
            // What is parsed from an array keeps that array; this one goes back.
            var parsed = ReadBody.Parse(content.Bytes.ToArray());
            if (!parsed.TryGet(out var body) || body.RootElement.ValueKind == JsonValueKind.Object) return parsed;

            body.Dispose();
            return NoObject;
        }
    }

    /// <summary>The failure of a body that is no object.</summary>
    public static Failure NoObject { get; } = new(ReasonCode.InvalidField, "body", "", "is not a JSON object");

    /// <summary>Every field that a request does not know: by its name, since nobody knows whose name or key its value is.</summary>
    /// <param name="given">The names that are given, with their values.</param>
    /// <param name="known">The names that it knows.</param>
    public static List<Failure> Unknown(IReadOnlyDictionary<string, string> given, IReadOnlyList<string> known) =>
    [
        .. given.Where(field => !known.Contains(field.Key)).Select(field =>
            new Failure(ReasonCode.UnknownField, field.Key, "", "is no field of this request")),
    ];
}

/// <summary>The largest body of an endpoint; the server refuses a larger one with 413.</summary>
/// <param name="bytes">The limit.</param>
internal sealed class BodyLimit(long bytes) : IRequestSizeLimitMetadata
{
    /// <summary>For a few words: 64 KiB.</summary>
    public static BodyLimit Small { get; } = new(64 << 10);

    /// <summary>For questions with data of their own: 16 MiB.</summary>
    public static BodyLimit Large { get; } = new(16 << 20);

    /// <summary>For a file: 100 MB.</summary>
    public static BodyLimit File { get; } = new(100_000_000);

    /// <inheritdoc/>
    public long? MaxRequestBodySize { get; } = bytes;
}
