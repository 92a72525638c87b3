using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Queries;
using Pricing.Api.Requests;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Values;

namespace Pricing.Api.Runs;

/// <summary><c>GET /api/runs</c>: the runs, and how far one is.</summary>
internal static class RunEndpoints
{
    /// <summary>When a run that is under way is worth another look.</summary>
    public const string RetryAfterSeconds = "5";

    private static readonly QueryParameter Status = Query.Word(
        "status", "Only runs that stand so.", nameof(RunStatus.Completed), Enum.GetNames<RunStatus>());

    public static void Map(IEndpointRouteBuilder routes)
    {
        var runs = routes.MapGroup("/api/runs").WithTags("Runs");
        runs.MapGet("/", ListAsync).WithName("Runs")
            .WithSummary("The runs, the newest date first, of a date the highest version first; a page at a time.")
            .WithQuery(Query.From, Query.To, Status, Query.Limit, Query.After)
            .Produces<IReadOnlyList<RunRecord>>()
            .ProducesProblems(400);
        runs.MapGet("/failed", FailedAsync).WithName("FailedRuns")
            .WithSummary("The runs that failed and whose dates are still open, the oldest date first; a page at a time.")
            .WithQuery(Query.Limit, Query.After)
            .Produces<IReadOnlyList<FailedRun>>()
            .ProducesProblems(400);
        runs.MapGet("/{date}", OfDateAsync).WithName("RunsOfDate")
            .WithSummary("The runs of a date, the current one first.")
            .Produces<IReadOnlyList<RunRecord>>()
            .ProducesProblems(404);
        runs.MapGet(RunLookup.Route, GetAsync).WithName("Run")
            .WithSummary("One run: its state, then its manifest.")
            .Produces<RunRecord>()
            .ProducesProblems(404);
        runs.MapGet($"{RunLookup.Route}/progress", ProgressAsync).WithName("RunProgress")
            .WithSummary("How far a run is: the chunks of its plan, and how many of them are valued.")
            .Produces<ProgressAnswer>()
            .ProducesProblems(404);
        RunTables.Map(runs);
        RunRequests.Map(runs);
    }

    private static async Task<IResult> ListAsync(
        QueryValues asked, RunStore runs, HttpResponse response, CancellationToken cancellationToken)
    {
        var (from, to) = (asked.Date(Query.From) ?? DateOnly.MinValue, asked.Date(Query.To) ?? DateOnly.MaxValue);
        var status = asked.Text(Status) is { } word ? Enum.Parse<RunStatus>(word) : (RunStatus?)null;
        var all = await runs.AllAsync(cancellationToken)
            .Where(run => run.Date >= from && run.Date <= to && (status is null || run.Status == status))
            .OrderByDescending(run => run.Date)
            .ThenByDescending(run => run.Version)
            .ToListAsync(cancellationToken);
        return Page.Answer(all, run => Key(run.Date, run.Version), asked, response);
    }

    private static async Task<IResult> FailedAsync(
        QueryValues asked, FailedRuns failed, HttpResponse response, CancellationToken cancellationToken)
    {
        var all = await failed.ListAsync(cancellationToken).ToListAsync(cancellationToken);
        return Page.Answer(all, run => Key(run.Date, run.Version), asked, response);
    }

    private static async Task<IResult> OfDateAsync(string date, RunStore runs, CancellationToken cancellationToken)
    {
        if (RequestFields.ParseDate(date) is not { } day) return Problems.NotFound("date", date, "is no date");

        var all = await runs.OfDateAsync(day, cancellationToken).ToListAsync(cancellationToken);
        return all.Count > 0
            ? TypedResults.Ok<IReadOnlyList<RunRecord>>(all)
            : Problems.NotFound("date", date, "no run of this date was ever asked for");
    }

    private static async Task<IResult> GetAsync(
        string date, int version, RunStore runs, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await RunLookup.FindAsync(date, version, runs, cancellationToken) is not { } run) return RunLookup.NotFound(date, version);
        if (run.IsOpen) response.Headers.RetryAfter = RetryAfterSeconds;
        return TypedResults.Ok(run);
    }

    private static async Task<IResult> ProgressAsync(
        string date, int version, RunStore runs, PlanStore plans, IRunValues values, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await RunLookup.FindAsync(date, version, runs, cancellationToken) is not { } run) return RunLookup.NotFound(date, version);
        if (run.IsOpen) response.Headers.RetryAfter = RetryAfterSeconds;
        var plan = await plans.FindSummaryAsync(run.ToRun(), cancellationToken);
        var done = plan is null ? 0 : await values.CountChunksAsync(run.ToRun(), cancellationToken);
        return TypedResults.Ok(new ProgressAnswer(run.Date, run.Version, run.Status, plan?.Tasks, plan?.Chunks, done));
    }

    private static string Key(DateOnly date, int version) => string.Create(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd}/{version}");

    /// <summary>How far a run is.</summary>
    /// <param name="Date">The business date.</param>
    /// <param name="Version">The version.</param>
    /// <param name="Status">Where it stands.</param>
    /// <param name="Planned">The values that its plan asks for; null until it is planned.</param>
    /// <param name="Chunks">The chunks of its plan; null until it is planned.</param>
    /// <param name="ChunksDone">How many of them are valued.</param>
    internal sealed record ProgressAnswer(DateOnly Date, int Version, RunStatus Status, int? Planned, int? Chunks, int ChunksDone);
}
