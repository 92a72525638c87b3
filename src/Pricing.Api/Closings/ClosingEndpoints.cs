using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Accesses;
using Pricing.Api.Identity;
using Pricing.Api.Publications;
using Pricing.Api.Queries;
using Pricing.Api.Requests;
using Pricing.Pipeline.Closings;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Controls.Periods;

namespace Pricing.Api.Closings;

/// <summary><c>/api/closings</c>: which periods are closed, and what came too late for them.</summary>
internal static class ClosingEndpoints
{
    private static readonly ListOrder<Closing> Order = new(closing => [closing.Issuer, Cursor.Part(closing.Number), Cursor.Part(closing.ClosedAt)]);

    private static readonly ListOrder<LateFact> LateOrder = new(
        late => [late.Issuer, late.Kind, late.Subject, Cursor.Part(late.ArrivedAt), late.Source]);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var closings = routes.MapGroup("/api/closings").WithTags("Closings");
        closings.MapGet("/", ListAsync).WithName("Closings").Does(Act.Read, Reach.NarrowedByRoute)
            .WithSummary("The closed periods, those that were opened again too, by issuer, the first one first; a page at a time.")
            .WithQuery(Query.Limit, Query.After)
            .Produces<IReadOnlyList<Closing>>()
            .ProducesProblems(400);
        closings.MapPost("/", CloseAsync).WithName("ClosePeriod").Does(Act.Approve, Reach.NarrowedByRoute)
            .WithSummary("Closes everything of an issuer up to a day: no run replaces a value of it, and what is dated in it and comes later waits.")
            .Accepts<ClosingBody>("application/json")
            .WithMetadata(BodyLimit.Small)
            .Produces<Closing>(StatusCodes.Status201Created)
            .ProducesProblems(400, 403, 409, 413, 415, 422);
        closings.MapGet("/late", LateAsync).WithName("LateFacts").Does(Act.Read, Reach.NarrowedByRoute).IsNoted(AccessKind.Values)
            .WithSummary("What came after its period was closed, and counts only once that is opened again; a page at a time.")
            .WithQuery(Query.Limit, Query.After)
            .Produces<IReadOnlyList<LateFact>>()
            .ProducesProblems(400);
        closings.MapPost("/{issuer}/{number:range(1,999999)}/reopen", ReopenAsync).WithName("ReopenPeriod").Does(Act.Approve)
            .WithSummary("Asks for a period to be opened again; where somebody else has asked for it, opens it, and what waited counts.")
            .Accepts<ReopeningBody>("application/json")
            .WithMetadata(BodyLimit.Small)
            .Produces<Closing>()
            .ProducesProblems(400, 403, 404, 409, 413, 415);
    }

    private static async Task<IResult> ListAsync(
        QueryValues asked, ClosingBook book, Caller caller, HttpResponse response, CancellationToken cancellationToken)
    {
        var all = await book.ListAsync(cancellationToken);
        return Page.Answer(all.Where(closing => caller.MayReadIssuer(closing.Issuer)), Order, asked, response);
    }

    private static async Task<IResult> LateAsync(
        QueryValues asked, LateFacts late, Caller caller, HttpResponse response, CancellationToken cancellationToken)
    {
        var all = await late.ListAsync(caller.MayReadIssuer, cancellationToken).ToListAsync(cancellationToken);
        return Page.Answer(all, LateOrder, asked, response);
    }

    private static async Task<IResult> CloseAsync(HttpRequest body, PeriodCloser closer, Caller caller, CancellationToken cancellationToken)
    {
        var read = await ClosingBody.ReadAsync(body, cancellationToken);
        if (!read.TryGet(out var asked)) return Problems.Refused(read.Failures);
        if (!caller.May(Act.Approve, asked.Issuer)) return Refusals.NotAllowed(caller, Act.Approve, asked.Issuer);

        var closed = await closer.CloseAsync(asked.Issuer, asked.Through, asked.Reason, asked.UnsettledReason, caller.Who, cancellationToken);
        return closed.TryGet(out var closing)
            ? TypedResults.Created((string?)null, closing)
            : PublicationProblems.Of(closed.Failures, asked.Issuer);
    }

    private static async Task<IResult> ReopenAsync(
        string issuer, int number, HttpRequest body, PeriodCloser closer, Caller caller, CancellationToken cancellationToken)
    {
        var read = await ReopeningBody.ReadAsync(body, cancellationToken);
        if (!read.TryGet(out var asked)) return Problems.Refused(read.Failures);

        var reopened = await closer.ReopenAsync(issuer, number, asked.Reason, caller.Who, cancellationToken);
        return reopened.TryGet(out var closing) ? TypedResults.Ok(closing) : PublicationProblems.Of(reopened.Failures, issuer);
    }
}
