using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Requests;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;

namespace Pricing.Api.Files;

/// <summary><c>/api/waiting</c>: the rows that wait for what they depend on.</summary>
internal static class WaitingEndpoints
{
    private const int Shown = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var waiting = routes.MapGroup("/api/waiting").WithTags("Batches");
        waiting.MapGet("/", ShowAsync).WithName("Waiting")
            .WithSummary("How many rows wait, and the first of them: for which grant, from which file, since when, and why.");
        waiting.MapPost("/", JudgeAsync).WithName("JudgeWaiting")
            .WithSummary("Judges the rows that wait again, now; they are also judged by themselves when it may help.");
        var ofFile = routes.MapGroup("/api/files/{id}/waiting").WithTags("Files");
        ofFile.MapGet("/", OfFileAsync).WithName("WaitingOfFile")
            .WithSummary("The rows of a file that wait, and what for.")
            .Produces<WaitingList>()
            .ProducesProblems(404);
        ofFile.MapPost("/{line:range(1,999999999)}/withdraw", WithdrawAsync).WithName("WithdrawWaiting")
            .WithSummary("Takes a row back that waits. It is not judged again; what became of it stays with its file.")
            .Accepts<Signature>("application/json")
            .WithMetadata(BodyLimit.Small)
            .Produces<WaitingFate>()
            .ProducesProblems(400, 404, 409, 413);
    }

    private static Task<WaitingList> ShowAsync(WaitingStore store, CancellationToken cancellationToken) =>
        FirstAsync(store.AllAsync(cancellationToken));

    private static async Task<IResult> OfFileAsync(
        string id, FileRecords records, WaitingStore store, CancellationToken cancellationToken) =>
        FileIdentity.IsId(id) && await records.FindAsync(id, cancellationToken) is not null
            ? TypedResults.Ok(await FirstAsync(store.OfFileAsync(id, cancellationToken)))
            : Problems.NotFound("file", id, "no file of this identity came in");

    private static async Task<IResult> WithdrawAsync(
        string id, int line, HttpRequest body, WaitingWithdrawal withdrawal, CancellationToken cancellationToken)
    {
        var signed = await Signature.ReadAsync(body, cancellationToken);
        if (!signed.TryGet(out var signature)) return Problems.Refused(signed.Failures);

        var fate = FileIdentity.IsId(id)
            ? await withdrawal.WithdrawAsync(id, line, signature.Reason, signature.AskedBy, cancellationToken)
            : null;
        return fate switch
        {
            null => Problems.NotFound("row", string.Create(CultureInfo.InvariantCulture, $"{id} line {line}"), "no such row waits"),
            { Result: WaitingFate.Withdrawn } => TypedResults.Ok(fate),
            _ => TypedResults.Problem(
                title: $"The row waits no longer: it was {fate.Result}.", detail: fate.Reason, statusCode: StatusCodes.Status409Conflict),
        };
    }

    private static async Task<WaitingList> FirstAsync(IAsyncEnumerable<WaitingRow> rows)
    {
        var count = 0;
        var first = new List<WaitingRow>();
        await foreach (var row in rows)
        {
            if (count++ < Shown) first.Add(row);
        }

        return new(count, first);
    }

    private static async Task<WaitingJudged> JudgeAsync(
        WaitingJudge judge, WaitingProbe probe, CancellationToken cancellationToken)
    {
        var decided = await judge.JudgeAllAsync(cancellationToken);
        return new(decided, await probe.MeasureAsync(cancellationToken));
    }

    /// <summary>The rows that wait.</summary>
    /// <param name="Count">How many there are.</param>
    /// <param name="Rows">The first of them, by issuer and grant.</param>
    internal sealed record WaitingList(int Count, IReadOnlyList<WaitingRow> Rows);

    /// <summary>What judging came to.</summary>
    /// <param name="Decided">How many rows wait no longer.</param>
    /// <param name="Waiting">How many still wait.</param>
    internal sealed record WaitingJudged(int Decided, int Waiting);
}
