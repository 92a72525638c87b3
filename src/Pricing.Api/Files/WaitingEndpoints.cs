using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
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
    }

    private static async Task<WaitingList> ShowAsync(WaitingStore store, CancellationToken cancellationToken)
    {
        var count = 0;
        var first = new List<WaitingRow>();
        await foreach (var row in store.AllAsync(cancellationToken))
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
