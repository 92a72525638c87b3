using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Requests;
using Pricing.Pipeline.Settlements;
using Pricing.Pipeline.Storage;

namespace Pricing.Api.Endpoints;

/// <summary><c>/api/grants/{issuer}/{grantId}/events</c> and <c>/api/lapses</c>: the life of rights.</summary>
internal static class LifeEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/grants/{issuer}/{grantId}/events", EventsAsync).WithName("GrantEvents").WithTags("Grants")
            .WithSummary("The events of a grant with what each came to, its holders, and the lapses that are due.")
            .Produces<GrantLife>()
            .ProducesProblems(400, 404, 500);
        routes.MapGet("/api/lapses", LapsesAsync).WithName("Lapses").WithTags("Grants")
            .WithSummary("Rights that can be exercised no more, and whose lapse awaits a document.")
            .Produces<IReadOnlyList<ProposedLapse>>()
            .ProducesProblems(400);
    }

    private static async Task<IResult> EventsAsync(
        string issuer, string grantId, string? on, GrantLives lives, CancellationToken cancellationToken)
    {
        if (!TryDay(on, out var day)) return NoDay(on);
        if (await lives.FindAsync(issuer, grantId, day, cancellationToken) is not { } found)
            return Problems.NotFound("grant", $"{issuer} {grantId}", "no such grant is stored");
        return found.TryGet(out var life)
            ? TypedResults.Ok(life)
            : throw new DamagedContentException("grants", $"cannot be read: {string.Join("; ", found.Failures)}");
    }

    private static async Task<IResult> LapsesAsync(
        string? issuer, string? on, GrantLives lives, CancellationToken cancellationToken) => TryDay(on, out var day)
            ? TypedResults.Ok<IReadOnlyList<ProposedLapse>>(await lives.LapsesAsync(issuer, day, cancellationToken).ToListAsync(cancellationToken))
            : NoDay(on);

    private static bool TryDay(string? text, out DateOnly? day)
    {
        day = text is null ? null : RequestFields.ParseDate(text);
        return text is null || day is not null;
    }

    private static ProblemHttpResult NoDay(string? text) =>
        Problems.Refused([new(ReasonCode.InvalidField, "on", text ?? "", "is not a date of the form yyyy-MM-dd")]);
}
