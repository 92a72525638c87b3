using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Pricing.Api.Requests;

namespace Pricing.Api.Publications;

/// <summary>What a refused decision is answered with.</summary>
internal static class PublicationProblems
{
    /// <summary>The answer.</summary>
    /// <param name="failures">Every reason.</param>
    /// <param name="place">What was decided about.</param>
    /// <exception cref="Pricing.Pipeline.Storage.DamagedContentException">Something stored cannot be read.</exception>
    public static ProblemHttpResult Of(IReadOnlyList<Failure> failures, string place) =>
        failures.Any(failure => failure.Code == ReasonCode.DamagedData)
            ? throw Problems.Damaged(place, failures)
            : Problems.Refused(failures, failures.Min(StatusOf));

    /// <summary>Of several reasons the first status counts: who it is comes before what it is about.</summary>
    private static int StatusOf(Failure failure) => failure switch
    {
        { Code: ReasonCode.IdentityNotVerified or ReasonCode.SameIdentity or ReasonCode.NotProposer or ReasonCode.NotAllowed } => StatusCodes.Status403Forbidden,
        { Code: ReasonCode.UnknownGrant or ReasonCode.UnknownPublication or ReasonCode.UnknownClosing } or { Code: ReasonCode.NotDetermined, Field: "measurement_date" } => StatusCodes.Status404NotFound,
        { Code: ReasonCode.AlreadyDecided or ReasonCode.AlreadyPublished or ReasonCode.ShownHasChanged or ReasonCode.PeriodNotSettled } => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
