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
using Pricing.Pipeline.Publications.Records;

namespace Pricing.Api.Publications;

/// <summary><c>/api/publications</c>: what is proposed for publication, and what is published.</summary>
internal static class PublicationEndpoints
{
    private const string Tag = "Publications";

    private static readonly QueryParameter Grant = Query.Text("grant", "Only of this grant.", "3rd-series");

    private static readonly QueryParameter Status = Query.Word(
        "status", "Only publications that stand so.", nameof(PublicationStatus.Published), Enum.GetNames<PublicationStatus>());

    private static readonly ListOrder<Publication> Order = new(one => [one.Issuer, Cursor.Part(one.Number)]);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var publications = routes.MapGroup("/api/publications").WithTags(Tag);
        publications.MapGet("/", ListAsync).WithName("Publications").Does(Act.Read, Reach.NarrowedByRoute).IsNoted(AccessKind.Values)
            .WithSummary("What is proposed, published, rejected, withdrawn and superseded, by issuer and number; a page at a time.")
            .WithQuery(Query.Issuer, Grant, Status, Query.Limit, Query.After)
            .Produces<IReadOnlyList<Publication>>()
            .ProducesProblems(400, 404);
        publications.MapPost("/", ProposeAsync).WithName("ProposePublication").Does(Act.Prepare, Reach.NarrowedByRoute)
            .WithSummary("Proposes a value for publication. What must not be published is refused, each reason by its name.")
            .Accepts<ProposalBody>("application/json")
            .WithMetadata(BodyLimit.Small)
            .Produces<Publication>(StatusCodes.Status201Created)
            .ProducesProblems(400, 403, 404, 409, 413, 415, 422);
        var one = publications.MapGroup("/{issuer}/{number:range(1,999999)}");
        one.MapGet("/", GetAsync).WithName("Publication").Does(Act.Read).IsNoted(AccessKind.Values)
            .WithSummary("A publication with every input that a person, and not a feed, gave since the grant's publication before, and what speaks against approving it.")
            .Produces<ShownPublication>()
            .ProducesProblems(404);
        one.MapPost("/approve", ApproveAsync).WithName("ApprovePublication").Does(Act.Approve)
            .WithSummary("Approves a publication and the inputs that were shown, by somebody else than whoever proposed it or gave one of them.")
            .Accepts<ApprovalBody>("application/json")
            .WithMetadata(BodyLimit.Small)
            .Produces<Publication>()
            .ProducesProblems(400, 403, 404, 409, 413, 415, 422);
        one.MapPost("/reject", RejectAsync).WithName("RejectPublication").Does(Act.Approve)
            .WithSummary("Rejects a publication that was proposed.")
            .Accepts<RejectionBody>("application/json")
            .WithMetadata(BodyLimit.Small)
            .Produces<Publication>()
            .ProducesProblems(400, 403, 404, 409, 413, 415);
        one.MapPost("/withdraw", WithdrawAsync).WithName("WithdrawPublication").Does(Act.Prepare)
            .WithSummary("Takes a publication back that nobody has decided about, by whoever proposed it.")
            .Accepts<RejectionBody>("application/json")
            .WithMetadata(BodyLimit.Small)
            .Produces<Publication>()
            .ProducesProblems(400, 403, 404, 409, 413, 415);
        DifferenceEndpoints.Map(routes, Tag);
    }

    private static async Task<IResult> ListAsync(
        QueryValues asked, PublicationDesk desk, DecidedIssuers issuers, Caller caller, HttpResponse response, CancellationToken cancellationToken)
    {
        var seen = await issuers.SeenByAsync(caller, asked.Text(Query.Issuer), cancellationToken);
        if (!seen.TryGet(out var names)) return DecidedIssuers.Refused(seen.Failures);

        var (status, grant, only) = (asked.Word<PublicationStatus>(Status), asked.Text(Grant), asked.Text(Query.Issuer));
        var all = new List<Publication>();
        foreach (var issuer in names) all.AddRange((await desk.ReadAsync(issuer, cancellationToken)).All.Where(one => grant is null || one.Content.GrantId == grant));
        if (grant is not null && only is not null && all.Count == 0 && !await issuers.HasGrantAsync(only, grant, cancellationToken))
            return Problems.NotFound("grant", grant, "no such grant is stored");

        return Page.Answer(all.Where(one => status is null || one.Status == status), Order, asked, response);
    }

    private static async Task<IResult> ProposeAsync(HttpRequest body, PublicationDesk desk, Caller caller, CancellationToken cancellationToken)
    {
        var read = await ProposalBody.ReadAsync(body, cancellationToken);
        if (!read.TryGet(out var asked)) return Problems.Refused(read.Failures);
        if (!caller.May(Act.Prepare, asked.Issuer)) return Refusals.NotAllowed(caller, Act.Prepare, asked.Issuer);

        var proposed = await desk.ProposeAsync(asked, caller.Who, cancellationToken);
        return proposed.TryGet(out var one)
            ? TypedResults.Created(Places.Of(body, string.Create(CultureInfo.InvariantCulture, $"/api/publications/{Uri.EscapeDataString(one.Issuer)}/{one.Number}")), one)
            : PublicationProblems.Of(proposed.Failures, $"{asked.Issuer} {asked.GrantId}");
    }

    private static async Task<IResult> GetAsync(string issuer, int number, PublicationDesk desk, CancellationToken cancellationToken)
    {
        var found = await desk.FindAsync(issuer, number, cancellationToken);
        return found.TryGet(out var shown) ? TypedResults.Ok(shown) : PublicationProblems.Of(found.Failures, PlaceOf(issuer, number));
    }

    private static async Task<IResult> ApproveAsync(
        string issuer, int number, HttpRequest body, PublicationDesk desk, Caller caller, CancellationToken cancellationToken)
    {
        var read = await ApprovalBody.ReadAsync(body, cancellationToken);
        return read.TryGet(out var said)
            ? Answer(await desk.ApproveAsync(issuer, number, said.InputsHash, caller.Who, cancellationToken), issuer, number)
            : Problems.Refused(read.Failures);
    }

    private static Task<IResult> RejectAsync(
        string issuer, int number, HttpRequest body, PublicationDesk desk, Caller caller, CancellationToken cancellationToken) =>
        EndAsync(issuer, number, body, reason => desk.RejectAsync(issuer, number, reason, caller.Who, cancellationToken), cancellationToken);

    private static Task<IResult> WithdrawAsync(
        string issuer, int number, HttpRequest body, PublicationDesk desk, Caller caller, CancellationToken cancellationToken) =>
        EndAsync(issuer, number, body, reason => desk.WithdrawAsync(issuer, number, reason, caller.Who, cancellationToken), cancellationToken);

    private static async Task<IResult> EndAsync(
        string issuer, int number, HttpRequest body, Func<string, Task<Outcome<Publication>>> end, CancellationToken cancellationToken)
    {
        var read = await RejectionBody.ReadAsync(body, cancellationToken);
        return read.TryGet(out var said) ? Answer(await end(said.Reason), issuer, number) : Problems.Refused(read.Failures);
    }

    private static IResult Answer(Outcome<Publication> decided, string issuer, int number) =>
        decided.TryGet(out var one) ? TypedResults.Ok(one) : PublicationProblems.Of(decided.Failures, PlaceOf(issuer, number));

    private static string PlaceOf(string issuer, int number) => string.Create(CultureInfo.InvariantCulture, $"publication {number} of {issuer}");
}
