using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Pricing.Api.Endpoints;

/// <summary>The body of a request, read so that whatever is wrong with it can be named.</summary>
internal static class JsonBody
{
    /// <summary>Reads a JSON object.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The document, or why there is none.</returns>
    public static async Task<Outcome<JsonDocument>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken);
            if (body.RootElement.ValueKind == JsonValueKind.Object) return body;

            body.Dispose();
            return new Failure(ReasonCode.InvalidField, "body", "", "is not a JSON object");
        }
        catch (JsonException)
        {
            return new Failure(ReasonCode.InvalidField, "body", "", "is not JSON");
        }
    }

    /// <summary>Every field that a request does not know.</summary>
    /// <param name="given">The names that are given, with their values.</param>
    /// <param name="known">The names that it knows.</param>
    public static List<Failure> Unknown(IReadOnlyDictionary<string, string> given, IReadOnlyList<string> known) =>
    [
        .. given.Where(field => !known.Contains(field.Key)).Select(field =>
            new Failure(ReasonCode.UnknownField, field.Key, field.Value, "is no field of this request")),
    ];
}
