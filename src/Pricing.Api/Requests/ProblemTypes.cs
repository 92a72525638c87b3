using Microsoft.AspNetCore.Http;

namespace Pricing.Api.Requests;

/// <summary>The types of problems (RFC 9457): names that stay, whatever a title or a detail says.</summary>
internal static class ProblemTypes
{
    private const string Prefix = "urn:pricingfunctions:problem:";

    private static readonly Dictionary<int, string> Words = new()
    {
        [StatusCodes.Status400BadRequest] = "invalid-request",
        [StatusCodes.Status401Unauthorized] = "key-missing",
        [StatusCodes.Status403Forbidden] = "not-allowed",
        [StatusCodes.Status404NotFound] = "not-found",
        [StatusCodes.Status405MethodNotAllowed] = "method-not-allowed",
        [StatusCodes.Status406NotAcceptable] = "not-acceptable",
        [StatusCodes.Status409Conflict] = "conflict",
        [StatusCodes.Status413PayloadTooLarge] = "too-large",
        [StatusCodes.Status415UnsupportedMediaType] = "unsupported-media-type",
        [StatusCodes.Status422UnprocessableEntity] = "contradiction",
        [StatusCodes.Status429TooManyRequests] = "too-many-requests",
        [StatusCodes.Status500InternalServerError] = "program-error",
        [StatusCodes.Status503ServiceUnavailable] = "storage-away",
    };

    /// <summary>Something stored is damaged.</summary>
    public const string DamagedData = Prefix + "damaged-data";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Words.Values.Select(word => Prefix + word), DamagedData, Prefix + "other"];

    /// <summary>The type of a status.</summary>
    /// <param name="status">The status.</param>
    public static string Of(int status) => Prefix + Words.GetValueOrDefault(status, "other");
}
