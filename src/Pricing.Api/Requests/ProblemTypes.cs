using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Pricing.Api.Requests;

/// <summary>The types of problems (RFC 9457): names that stay, whatever a title or a detail says.</summary>
internal static class ProblemTypes
{
    /// <summary>Something stored is damaged.</summary>
    public const string DamagedData = Prefix + "damaged-data";

    /// <summary>The host is starting.</summary>
    public const string Starting = Prefix + "starting";

    /// <summary>The answer took longer than it may.</summary>
    public const string TookTooLong = Prefix + "took-too-long";

    private const string Prefix = "urn:pricingfunctions:problem:";
    private const string Other = Prefix + "other";

    private static readonly Dictionary<int, (string Word, string Title)> Words = new()
    {
        [StatusCodes.Status400BadRequest] = ("invalid-request", "The request cannot be answered as it stands."),
        [StatusCodes.Status401Unauthorized] = ("key-missing", "A key of the host or a sign-in is needed."),
        [StatusCodes.Status403Forbidden] = ("not-allowed", "Whoever asks may not do this."),
        [StatusCodes.Status404NotFound] = ("not-found", "There is nothing under this address."),
        [StatusCodes.Status405MethodNotAllowed] = ("method-not-allowed", "The address is not asked in this way."),
        [StatusCodes.Status406NotAcceptable] = ("not-acceptable", "The answer has no form that the request accepts."),
        [StatusCodes.Status409Conflict] = ("conflict", "What is asked for does not fit what is stored."),
        [StatusCodes.Status413PayloadTooLarge] = ("too-large", "The body is larger than the address takes."),
        [StatusCodes.Status415UnsupportedMediaType] = ("unsupported-media-type", "The body is not read as it is sent."),
        [StatusCodes.Status422UnprocessableEntity] = ("contradiction", "What the request says does not go together."),
        [StatusCodes.Status429TooManyRequests] = ("too-many-requests", "Too much is asked for at once."),
        [StatusCodes.Status500InternalServerError] = ("program-error", "The program failed."),
        [StatusCodes.Status503ServiceUnavailable] = ("storage-away", "The storage cannot be reached."),
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Words.Values.Select(problem => Prefix + problem.Word), DamagedData, Starting, TookTooLong, Other];

    /// <summary>The type of a status.</summary>
    /// <param name="status">The status.</param>
    public static string Of(int status) => Words.TryGetValue(status, out var problem) ? Prefix + problem.Word : Other;

    /// <summary>What a problem is in words: the same for every problem of its type. What of the request it is, the detail says.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="status">Its status.</param>
    public static string TitleOf(string type, int status) =>
        type == DamagedData ? "What is stored under this address is damaged."
        : type == Starting ? "The host is starting."
        : type == TookTooLong ? "The answer takes longer than it may."
        : Words.TryGetValue(status, out var problem) ? problem.Title
        : ReasonPhrases.GetReasonPhrase(status);
}
