using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Accesses;
using Pricing.Api.Identity;
using Pricing.Api.Queries;
using Pricing.Api.Requests;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;

namespace Pricing.Api.Files;

/// <summary><c>/api/waiting</c>: the rows that wait for what they depend on.</summary>
internal static class WaitingEndpoints
{
    private static readonly ListOrder<WaitingRow> Order = new(row => [row.Issuer, row.GrantId, row.Batch, Cursor.Part(row.Line)]);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var waiting = routes.MapGroup("/api/waiting").WithTags("Batches");
        waiting.MapGet("/", ShowAsync).WithName("Waiting").Does(Act.Read, Reach.NarrowedByRoute)
            .WithSummary("How many rows wait, and which: for which grant, from which file, since when, and why; a page at a time.")
            .WithQuery(Query.Limit, Query.After)
            .Produces<WaitingList>()
            .ProducesProblems(400);
        waiting.MapPost("/", JudgeAsync).WithName("JudgeWaiting").Does(Act.Prepare)
            .WithSummary("Judges the rows that wait again, now; they are also judged by themselves when it may help.")
            .Produces<WaitingJudged>();
        var ofFile = routes.MapGroup("/api/files/{id}/waiting").WithTags("Files");
        ofFile.MapGet("/", OfFileAsync).WithName("WaitingOfFile").Does(Act.Read, Reach.NarrowedByRoute).IsNoted(AccessKind.Values)
            .WithSummary("The rows of a file that wait, and what for; a page at a time.")
            .WithQuery(Query.Limit, Query.After)
            .Produces<WaitingList>()
            .ProducesProblems(400, 404);
        ofFile.MapPost("/{line:range(1,999999999)}/withdraw", WithdrawAsync).WithName("WithdrawWaiting").Does(Act.Prepare, Reach.NarrowedByRoute)
            .WithSummary("Takes a row back that waits. It is not judged again; what became of it stays with its file. Of the file's id the first 8 characters are enough, where no other begins so.")
            .Accepts<Signature>("application/json")
            .WithMetadata(BodyLimit.Small)
            .Produces<WaitingFate>()
            .ProducesProblems(400, 404, 409, 413, 415);
    }

    private static Task<IResult> ShowAsync(
        QueryValues asked, Caller caller, WaitingStore store, HttpResponse response, CancellationToken cancellationToken) =>
        PageAsync(store.AllAsync(cancellationToken).Where(row => caller.MayReadIssuer(row.Issuer)), asked, response, cancellationToken);

    private static async Task<IResult> OfFileAsync(
        string id,
        QueryValues asked,
        Caller caller,
        FileRecords records,
        WaitingStore store,
        HttpResponse response,
        CancellationToken cancellationToken) =>
        FileIdentity.IsId(id) && await records.FindAsync(id, cancellationToken) is not null
            ? await PageAsync(store.OfFileAsync(id, cancellationToken).Where(row => caller.MayReadIssuer(row.Issuer)), asked, response, cancellationToken)
            : Problems.NotFound("file", id, "no file of this identity came in");

    private static async Task<IResult> WithdrawAsync(
        string id, int line, HttpRequest body, WaitingWithdrawal withdrawal, WaitingStore store, CancellationToken cancellationToken)
    {
        var signed = await Signed.ReadAsync(body, cancellationToken);
        if (!signed.TryGet(out var signature)) return Problems.Refused(signed.Failures);

        var files = await withdrawal.FilesAsync(id, line, cancellationToken);
        if (files.Count > 1)
        {
            return Problems.Of(
                StatusCodes.Status409Conflict, $"Several files have such a row; write more of the name of the one that is meant: {string.Join(", ", files)}");
        }

        var caller = body.HttpContext.Caller();
        if (files is [var one]
            && await store.OfFileAsync(one, cancellationToken).FirstOrDefaultAsync(row => row.Line == line, cancellationToken) is { } waiting
            && Refusals.NotAllowed(caller, Act.Prepare, [waiting.Issuer]) is { } refused)
        {
            return refused;
        }

        var fate = files is [var file]
            ? await withdrawal.WithdrawAsync(file, line, signature.Reason, signature.By, cancellationToken)
            : null;
        return fate switch
        {
            null => Problems.NotFound("row", string.Create(CultureInfo.InvariantCulture, $"{id} line {line}"), "no such row waits"),
            _ when Refusals.NotAllowed(caller, Act.Prepare, [fate.Issuer]) is { } refusal => refusal,
            { Result: WaitingFate.Withdrawn } => TypedResults.Ok(fate),
            _ => Problems.Of(StatusCodes.Status409Conflict, $"The row waits no longer: it was {fate.Result}{(string.IsNullOrEmpty(fate.Reason) ? "" : $", {fate.Reason}")}."),
        };
    }

    private static async Task<IResult> PageAsync(
        IAsyncEnumerable<WaitingRow> rows, QueryValues asked, HttpResponse response, CancellationToken cancellationToken)
    {
        var all = await rows.ToListAsync(cancellationToken);
        var page = Page.Of(all, Order, asked, Query.Limit, response);
        return page.TryGet(out var shown) ? TypedResults.Ok(new WaitingList(all.Count, shown.Items, shown.Next)) : Problems.Refused(page.Failures);
    }

    private static async Task<WaitingJudged> JudgeAsync(
        WaitingJudge judge, WaitingProbe probe, CancellationToken cancellationToken)
    {
        var decided = await judge.JudgeAllAsync(cancellationToken);
        return new(decided, await probe.MeasureAsync(cancellationToken));
    }

    /// <summary>The rows that wait.</summary>
    /// <param name="Count">How many there are.</param>
    /// <param name="Rows">A page of them, by issuer and grant.</param>
    /// <param name="Next">Where the next page is; null where there is none.</param>
    internal sealed record WaitingList(int Count, IReadOnlyList<WaitingRow> Rows, string? Next);

    /// <summary>What judging came to.</summary>
    /// <param name="Decided">How many rows wait no longer.</param>
    /// <param name="Waiting">How many still wait.</param>
    internal sealed record WaitingJudged(int Decided, int Waiting);
}
