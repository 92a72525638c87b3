using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Accesses;
using Pricing.Api.Identity;
using Pricing.Api.Queries;
using Pricing.Api.Requests;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Settlements;

namespace Pricing.Api.Grants;

/// <summary><c>/api/grants/{issuer}/{grantId}/events</c> and <c>/api/lapses</c>: the life of rights.</summary>
internal static class LifeEndpoints
{
    private static readonly ListOrder<ProposedLapse> Order = new(
        lapse => [lapse.Issuer, lapse.GrantId, Cursor.Part(lapse.LastDay), HolderPart(lapse)]);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/grants/{issuer}/{grantId}/events", EventsAsync).WithName("GrantEvents").WithTags("Grants").Does(Act.Read).IsNoted(AccessKind.Values)
            .WithSummary("The events of a grant with what each came to, its holders, and the lapses that are due.")
            .WithQuery(Query.On)
            .Produces<GrantLife>()
            .ProducesProblems(400, 404, 500);
        routes.MapGet("/api/lapses", LapsesAsync).WithName("Lapses").WithTags("Grants").Does(Act.Read, Reach.NarrowedByRoute).IsNoted(AccessKind.Values)
            .WithSummary("Rights that can be exercised no more, and whose lapse awaits a document; a page at a time.")
            .WithQuery(Query.Issuer, Query.On, Query.Limit, Query.After)
            .Produces<IReadOnlyList<ProposedLapse>>()
            .ProducesProblems(400, 404);
    }

    // The key of the last item stands in the address of the next page, where no id of a person may stand: of it the hash, as rows have it.
    private static string HolderPart(ProposedLapse lapse) =>
        lapse.Holder is { } holder ? GrantHolder.KeyOf(lapse.Issuer, lapse.GrantId, holder) : "";

    private static async Task<IResult> EventsAsync(
        string issuer, string grantId, QueryValues asked, GrantLives lives, CancellationToken cancellationToken)
    {
        if (await lives.FindAsync(issuer, grantId, asked.Date(Query.On), cancellationToken) is not { } found)
            return GrantLookup.NotFound(issuer, grantId);
        return found.TryGet(out var life) ? TypedResults.Ok(life) : throw GrantLookup.Damaged(found.Failures);
    }

    private static async Task<IResult> LapsesAsync(
        QueryValues asked, Caller caller, GrantLives lives, GrantLookup lookup, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await lookup.RefusedAsync(asked.Text(Query.Issuer), caller, cancellationToken) is { } refused) return refused;

        var all = await lives.LapsesAsync(asked.Text(Query.Issuer), asked.Date(Query.On), cancellationToken)
            .Where(lapse => caller.MayReadIssuer(lapse.Issuer)).ToListAsync(cancellationToken);
        return Page.Answer(all, Order, asked, response);
    }
}
