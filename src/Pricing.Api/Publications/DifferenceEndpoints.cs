using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Accesses;
using Pricing.Api.Identity;
using Pricing.Api.Queries;
using Pricing.Api.Requests;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Publications.Desk;

namespace Pricing.Api.Publications;

/// <summary><c>/api/differences</c>: the published values from which a later one differs.</summary>
internal static class DifferenceEndpoints
{
    private static readonly QueryParameter Status = Query.Word(
        "status", "Only differences that stand so.", nameof(DifferenceStatus.Open), Enum.GetNames<DifferenceStatus>());

    private static readonly ListOrder<Difference> Order = new(one => [one.Issuer, Cursor.Part(one.Number)]);

    public static void Map(IEndpointRouteBuilder routes, string tag)
    {
        var differences = routes.MapGroup("/api/differences").WithTags(tag);
        differences.MapGet("/", ListAsync).WithName("Differences").Does(Act.Read, Reach.NarrowedByRoute).IsNoted(AccessKind.Values)
            .WithSummary("The published values from which the newest value of their grant and date differs, per right and in total, those that were kept too; a page at a time.")
            .WithQuery(Query.Issuer, Status, Query.Limit, Query.After)
            .Produces<IReadOnlyList<Difference>>()
            .ProducesProblems(400, 404);
        differences.MapPost("/{issuer}/{number:range(1,999999)}/keep", KeepAsync).WithName("KeepDifference").Does(Act.Approve)
            .WithSummary("Decides that a published value stays, by somebody who did not cause the later one; to correct it, propose the later value.")
            .Accepts<KeepingBody>("application/json")
            .WithMetadata(BodyLimit.Small)
            .Produces<Difference>()
            .ProducesProblems(400, 403, 404, 409, 413, 415, 422);
    }

    private static async Task<IResult> ListAsync(
        QueryValues asked, DifferenceList list, DecidedIssuers issuers, Caller caller, HttpResponse response, CancellationToken cancellationToken)
    {
        var seen = await issuers.SeenByAsync(caller, asked.Text(Query.Issuer), cancellationToken);
        if (!seen.TryGet(out var names)) return DecidedIssuers.Refused(seen.Failures);

        var status = asked.Word<DifferenceStatus>(Status);
        var all = new List<Difference>();
        foreach (var issuer in names)
        {
            await foreach (var one in list.OfAsync(issuer, cancellationToken))
            {
                if (status is null || one.Status == status) all.Add(one);
            }
        }

        return Page.Answer(all, Order, asked, response);
    }

    private static async Task<IResult> KeepAsync(
        string issuer, int number, HttpRequest body, DifferenceList list, Caller caller, CancellationToken cancellationToken)
    {
        var read = await KeepingBody.ReadAsync(body, cancellationToken);
        if (!read.TryGet(out var said)) return Problems.Refused(read.Failures);

        var kept = await list.KeepAsync(issuer, number, said.ValueHash, said.Reason, caller.Who, cancellationToken);
        return kept.TryGet(out var difference)
            ? TypedResults.Ok(difference)
            : PublicationProblems.Of(kept.Failures, string.Create(CultureInfo.InvariantCulture, $"publication {number} of {issuer}"));
    }
}
