using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Pricing.Pipeline.Storage;

namespace Pricing.Api.Requests;

/// <summary>Failures as problem details (RFC 9457); their types and titles come where they are written, <see cref="ProblemWriter"/>.</summary>
internal static class Problems
{
    private const int MostFailures = 100;
    private const int MostFailuresInDetail = 10;
    private const int MostCharactersOfAValue = 200;
    private const int MostCharactersOfAReason = 1000;

    /// <summary>A request that cannot be answered as it stands, or not to whoever asks.</summary>
    /// <param name="failures">
    /// Every reason. The first hundred are under <c>failures</c>, their number is <c>failureCount</c>: an answer must
    /// not grow with what is wrong with its request.
    /// </param>
    /// <exception cref="DamagedContentException">Something stored that the request needs cannot be read.</exception>
    public static ProblemHttpResult Refused(IReadOnlyList<Failure> failures) =>
        failures.FirstOrDefault(failure => failure.Code == ReasonCode.DamagedData) is { } damage
            ? throw Damaged(damage.Field, failures)
            : Refused(failures, StatusOf(failures));

    /// <summary>What is thrown where something stored cannot be read.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="failures">What is wrong there.</param>
    public static DamagedContentException Damaged(string place, IReadOnlyList<Failure> failures) =>
        new(place, $"cannot be read: {string.Join("; ", failures.Select(Shortened))}");

    /// <summary>A question for something that is not there.</summary>
    /// <param name="failures">Why it is not there.</param>
    public static ProblemHttpResult NotFound(IReadOnlyList<Failure> failures) =>
        Refused(failures, StatusCodes.Status404NotFound);

    /// <summary>A question for something that is stored and cannot be given: it is not there, is damaged, or is not answered so.</summary>
    /// <param name="failures">Every reason.</param>
    /// <param name="place">What was asked for.</param>
    /// <exception cref="DamagedContentException">Something of it cannot be read.</exception>
    public static ProblemHttpResult OfStored(IReadOnlyList<Failure> failures, string place) =>
        failures.Any(failure => failure.Code == ReasonCode.DamagedData) ? throw Damaged(place, failures)
        : failures[0] is { Code: ReasonCode.UnknownGrant } or { Code: ReasonCode.NotDetermined, Field: "date" or "version" } ? NotFound(failures)
        : Refused(failures);

    /// <summary>A request that is understood and cannot be answered so.</summary>
    /// <param name="status">Why not, 400 to 599.</param>
    /// <param name="detail">What of this request it is.</param>
    public static ProblemHttpResult Of(int status, string detail) =>
        TypedResults.Problem(detail: detail, statusCode: status);

    /// <summary>A request that comes before the host is ready.</summary>
    public static ProblemHttpResult Starting { get; } = TypedResults.Problem(
        detail: "Until its storage and engine are ready it answers POST /api/price for stated inputs alone; ask again in a moment.",
        statusCode: StatusCodes.Status503ServiceUnavailable,
        type: ProblemTypes.Starting);

    /// <summary>A request that is refused, with every reason.</summary>
    /// <param name="failures">Every reason; none of them is damage.</param>
    /// <param name="status">Whose mistake it is, and of what kind.</param>
    public static ProblemHttpResult Refused(IReadOnlyList<Failure> failures, int status)
    {
        Failure[] shown = [.. failures.Take(MostFailures).Select(Shortened)];
        var detail = string.Join("; ", shown.Take(MostFailuresInDetail));
        return TypedResults.Problem(
            detail: failures.Count > MostFailuresInDetail ? $"{detail}; and {failures.Count - MostFailuresInDetail} more" : detail,
            statusCode: status,
            extensions: new Dictionary<string, object?> { ["failures"] = shown, ["failureCount"] = failures.Count });
    }

    /// <summary>A question for something that is not there.</summary>
    /// <param name="field">What was asked for.</param>
    /// <param name="value">Its name.</param>
    /// <param name="reason">Why it is not there.</param>
    public static ProblemHttpResult NotFound(string field, string value, string reason) =>
        Of(StatusCodes.Status404NotFound, $"{field}={value}: {reason}");

    // A mistake of the program is nobody's who asks.
    private static int StatusOf(IReadOnlyList<Failure> failures) =>
        failures.Any(failure => failure.Code == ReasonCode.NotAllowed) ? StatusCodes.Status403Forbidden
        : failures.Any(failure => failure.Code == ReasonCode.ProgramError) ? StatusCodes.Status500InternalServerError
        : StatusCodes.Status400BadRequest;

    private static Failure Shortened(Failure failure) => failure.Shortened(MostCharactersOfAValue, MostCharactersOfAReason);
}
