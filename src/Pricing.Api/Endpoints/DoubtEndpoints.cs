using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Accesses;
using Pricing.Api.Identity;
using Pricing.Api.Queries;
using Pricing.Api.Requests;
using Pricing.Pipeline.Checks;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Values;

namespace Pricing.Api.Endpoints;

/// <summary>
/// <c>/api/doubts</c>: final values whose basis is in doubt. Deciding stands under <c>/api/runs</c>, since it changes what the
/// record of the nights says.
/// </summary>
internal static class DoubtEndpoints
{
    private static readonly ListOrder<BasisDoubt> Order = new(
        doubt => [doubt.Issuer, doubt.GrantId, Cursor.Part(doubt.MeasurementDate), Cursor.Part(doubt.Version)]);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/doubts", ListAsync).WithName("Doubts").WithTags("Grants").Does(Act.Read, Reach.NarrowedByRoute).IsNoted(AccessKind.Values)
            .WithSummary("Final values that would not be made today as they stand: the terms leave the exercise price open at a split, or what is known since leads to other figures; a page at a time.")
            .WithQuery(Query.Limit, Query.After)
            .Produces<IReadOnlyList<BasisDoubt>>()
            .ProducesProblems(400);
        routes.MapPost("/api/runs/doubts/{issuer}/{grantId}/{date}/{version:range(1,999999)}", DecideAsync)
            .WithName("DecideDoubt").WithTags("Grants").Does(Act.Approve)
            .WithSummary("Decides that a value stands although its basis was in doubt.")
            .Accepts<Signature>("application/json")
            .WithMetadata(BodyLimit.Small)
            .Produces<BasisDoubt>()
            .ProducesProblems(400, 404, 409, 413, 415);
    }

    private static async Task<IResult> ListAsync(
        QueryValues asked, Caller caller, BasisSearch search, HttpResponse response, CancellationToken cancellationToken)
    {
        var all = await search.OpenAsync(cancellationToken).Where(doubt => caller.MayReadIssuer(doubt.Issuer)).ToListAsync(cancellationToken);
        return Page.Answer(all, Order, asked, response);
    }

    private static async Task<IResult> DecideAsync(
        string issuer,
        string grantId,
        string date,
        int version,
        HttpRequest body,
        DoubtStore doubts,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var signed = await Signed.ReadAsync(body, cancellationToken);
        if (!signed.TryGet(out var signature)) return Problems.Refused(signed.Failures);

        var decided = RequestFields.ParseDate(date) is { } day
            ? await doubts.DecideAsync(
                issuer,
                grantId,
                day,
                version,
                doubt => doubt with
                {
                    Decision = signature.Reason,
                    DecidedBy = signature.By.Name,
                    DecidedByIdentity = signature.By.Identity,
                    DecidedAt = clock.GetUtcNow(),
                },
                cancellationToken)
            : null;
        var place = $"{issuer} {grantId} {date} v{version}";
        if (decided is null) return Problems.NotFound("doubt", place, "the basis of this value is not in doubt");

        // The first decision stays; whoever sent another one must not take it for his own.
        return decided.Decision == signature.Reason && decided.Decider.IsTakenFor(signature.By)
            ? TypedResults.Ok(decided)
            : Problems.Refused([new(ReasonCode.AlreadyDecided, "doubt", place, $"{decided.Decider} has decided: {decided.Decision}")], StatusCodes.Status409Conflict);
    }
}
