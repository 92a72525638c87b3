using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Accesses;
using Pricing.Api.Identity;
using Pricing.Api.Queries;
using Pricing.Api.Requests;
using Pricing.Pipeline.Controls.Access;

namespace Pricing.Api.Grants;

/// <summary><c>/api/grants</c>: the grants that are stored, and all that is stored of one.</summary>
internal static class GrantEndpoints
{
    // A search that fits little looks at no more than this in one answer, and says where to go on.
    private const int MostLookedAt = 10_000;

    private static readonly QueryParameter AliveOn = Query.Date(
        "aliveOn", "Only grants that are allotted on this date, with rights outstanding and their exercise period not over.", "2013-07-11");

    private static readonly QueryParameter Search = Query.Text(
        "search", "Only grants in whose issuer, id, title, security code or policy this stands; capitals do not matter.", "3rd");

    private static readonly QueryParameter After = Query.After with { Example = "SUlKfDAwCjNyZC1zZXJpZXM" };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/grants", ListAsync).WithName("Grants").WithTags("Grants").Does(Act.Read, Reach.NarrowedByRoute)
            .WithSummary("The grants that are stored, by issuer; of one that is spread over partitions, by partition, then by id; a page at a time. A page may hold fewer than asked for, and have a next one.")
            .WithQuery(Query.Issuer, AliveOn, Search, Query.Limit, After)
            .Produces<GrantList>()
            .ProducesProblems(400, 404);
        routes.MapGet("/api/grants/{issuer}/{grantId}", GetAsync).WithName("Grant").WithTags("Grants").Does(Act.Read).IsNoted(AccessKind.Values)
            .WithSummary("One grant: its terms in all their versions, the file and row each came from, its grant-date value, its events with their settlements.")
            .Produces<GrantAnswer>()
            .ProducesProblems(404, 500);
    }

    private static async Task<IResult> ListAsync(
        QueryValues asked, Caller caller, GrantLookup lookup, GrantSearch search, HttpResponse response, CancellationToken cancellationToken)
    {
        var cursor = asked.Text(After) is { } text ? GrantCursor.Parse(text) : null;
        if (cursor is null && asked.Has(After))
            return Problems.Refused([Page.NoCursor(asked)]);
        if (await lookup.RefusedAsync(asked.Text(Query.Issuer), caller, cancellationToken) is { } refused) return refused;

        var (limit, lookedAt) = (asked.WholeNumber(Query.Limit)!.Value, 0);
        var query = new GrantQuery(asked.Text(Query.Issuer), asked.Date(AliveOn), asked.Text(Search)) { IsSeen = caller.MayReadIssuer };
        var (page, last, next) = (new List<GrantLine>(), default(GrantCursor), default(string));
        await foreach (var (place, grant) in search.FindAsync(query, cursor, cancellationToken))
        {
            if (page.Count == limit || lookedAt == MostLookedAt)
            {
                next = Page.Link(response, asked, last.ToString());
                break;
            }

            lookedAt++;
            last = place;
            if (grant is not null) page.Add(grant);
        }

        return TypedResults.Ok(new GrantList(page, next));
    }

    private static async Task<IResult> GetAsync(
        string issuer, string grantId, GrantLookup lookup, GrantReader reader, CancellationToken cancellationToken) =>
        await lookup.FindAsync(issuer, grantId, cancellationToken) is var (partition, grant)
        && await reader.ReadAsync(partition, grant, cancellationToken) is { } answer
            ? TypedResults.Ok(answer)
            : GrantLookup.NotFound(issuer, grantId);
}
