using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Identity;
using Pricing.Api.Queries;
using Pricing.Api.Requests;
using Pricing.Calendars;
using Pricing.Pipeline.Controls.Periods;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;

namespace Pricing.Api.Runs;

/// <summary><c>GET /api/runs</c>: the runs, and how far one is.</summary>
internal static class RunEndpoints
{
    /// <summary>When a run that is under way is worth another look.</summary>
    public const string RetryAfterSeconds = "5";

    private static readonly QueryParameter Status = Query.Word(
        "status", "Only runs that stand so.", nameof(RunStatus.Completed), Enum.GetNames<RunStatus>());

    private static readonly ListOrder<RunRecord> Order = new(run => [Cursor.Part(run.Date), Cursor.Part(run.Version)], IsDescending: true);
    private static readonly ListOrder<FailedRun> FailedOrder = new(run => [Cursor.Part(run.Date), Cursor.Part(run.Version)]);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var runs = routes.MapGroup("/api/runs").WithTags("Runs");
        runs.MapGet("/", ListAsync).WithName("Runs").Does(Act.Read, Reach.NarrowedByRoute)
            .WithSummary("The runs, the newest date first, of a date the highest version first; a page at a time.")
            .WithQuery(Query.Backwards, Query.From, Query.To, Status, Query.Limit, Query.After)
            .Produces<IReadOnlyList<RunRecord>>()
            .ProducesProblems(400);
        runs.MapGet("/failed", FailedAsync).WithName("FailedRuns").Does(Act.Read, Reach.NarrowedByRoute)
            .WithSummary("The runs that failed and whose dates are still open, the oldest date first; a page at a time.")
            .WithQuery(Query.Limit, Query.After)
            .Produces<IReadOnlyList<FailedRun>>()
            .ProducesProblems(400);
        runs.MapGet("/{date}", OfDateAsync).WithName("RunsOfDate").Does(Act.Read, Reach.NarrowedByRoute)
            .WithSummary("The runs of a date, the current one first.")
            .Produces<IReadOnlyList<RunRecord>>()
            .ProducesProblems(404);
        runs.MapGet(RunLookup.Route, GetAsync).WithName("Run").Does(Act.Read, Reach.NarrowedByRoute)
            .WithSummary("One run: its state, then its manifest.")
            .Produces<RunRecord>()
            .ProducesProblems(404);
        runs.MapGet($"{RunLookup.Route}/progress", ProgressAsync).WithName("RunProgress").Does(Act.Read, Reach.NarrowedByRoute)
            .WithSummary("How far a run is: the chunks of its plan, and how many of them are valued.")
            .Produces<ProgressAnswer>()
            .ProducesProblems(404);
        RunTables.Map(runs);
        RunRequests.Map(runs);
    }

    private static async Task<IResult> ListAsync(
        QueryValues asked, Caller caller, RunStore runs, TimeProvider clock, HttpResponse response, CancellationToken cancellationToken)
    {
        var (from, to) = (asked.Date(Query.From) ?? DateOnly.MinValue, asked.Date(Query.To) ?? DateOnly.MaxValue);
        var status = asked.Word<RunStatus>(Status);
        var limit = asked.WholeNumber(Query.Limit)!.Value;
        var begun = Page.Begun(asked) is var (key, _) ? RequestFields.ParseDate(key[0]) : null;
        if (asked.Has(Query.After) && begun is null) return Problems.Refused([Page.NoCursor(asked)]);
        if (begun < to) to = begun.Value;

        // The table goes up and the list goes down: the last dates first, and all before them only where they are too few.
        var recent = (to < DateOnly.MaxValue ? to : JapanTime.DateOf(clock.GetUtcNow())).AddDays(-DaysOf(limit));
        var found = await SomeAsync(recent > from ? recent : from, to);
        if (recent > from && found.Count <= limit + found.Count(run => run.Date == begun)) found.AddRange(await SomeAsync(from, recent.AddDays(-1)));
        return Page.Answer(found, Order, asked, response);

        async Task<List<RunRecord>> SomeAsync(DateOnly first, DateOnly last) => await runs.BetweenAsync(first, last, cancellationToken)
            .Where(run => (status is null || run.Status == status) && RunLookup.IsSeenBy(run, caller))
            .ToListAsync(cancellationToken);
    }

    private static async Task<IResult> FailedAsync(
        QueryValues asked, Caller caller, FailedRuns failed, RunStore runs, HttpResponse response, CancellationToken cancellationToken)
    {
        var all = await failed.ListAsync(cancellationToken)
            .Where(async (run, stop) => caller.May(Act.Read, issuer: null) || (await runs.FindAsync(run.ToRun(), stop) is { } found && RunLookup.IsSeenBy(found, caller)))
            .ToListAsync(cancellationToken);
        return Page.Answer(all, FailedOrder, asked, response);
    }

    private static async Task<IResult> OfDateAsync(string date, Caller caller, RunStore runs, CancellationToken cancellationToken)
    {
        if (RequestFields.ParseDate(date) is not { } day) return Problems.NotFound("date", date, "is no date");

        var all = await runs.OfDateAsync(day, cancellationToken).Where(run => RunLookup.IsSeenBy(run, caller)).ToListAsync(cancellationToken);
        return all.Count > 0
            ? TypedResults.Ok<IReadOnlyList<RunRecord>>(all)
            : Problems.NotFound("date", date, "no run of this date was ever asked for");
    }

    private static async Task<IResult> GetAsync(
        string date, int version, Caller caller, RunStore runs, ClosedPeriods periods, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await RunLookup.FindAsync(date, version, runs, cancellationToken) is not { } run) return RunLookup.NotFound(date, version);
        if (RunLookup.Refused(run, caller, Act.Read) is { } refused) return refused;
        if (run.IsOpen) response.Headers.RetryAfter = RetryAfterSeconds;
        return TypedResults.Ok(new ClosedDates(await periods.NowAsync(cancellationToken), caller).Shown(run));
    }

    private static async Task<IResult> ProgressAsync(
        string date,
        int version,
        Caller caller,
        RunStore runs,
        RunCancellation cancellation,
        PlanStore plans,
        IRunValues values,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (await RunLookup.FindAsync(date, version, runs, cancellationToken) is not { } run) return RunLookup.NotFound(date, version);
        if (RunLookup.Refused(run, caller, Act.Read) is { } refused) return refused;
        if (run.IsOpen) response.Headers.RetryAfter = RetryAfterSeconds;
        var plan = await FindPlanAsync(run.ToRun(), plans, cancellationToken);
        var done = plan is null ? 0 : await values.CountChunksAsync(run.ToRun(), cancellationToken);
        var stop = run.IsOpen ? await cancellation.FindAsync(run.ToRun(), cancellationToken) : null;
        return TypedResults.Ok(new ProgressAnswer(run.Date, run.Version, run.Status, plan?.Tasks, plan?.Chunks, done)
        {
            StopReason = stop?.Reason,
            StopAskedBy = stop?.AskedBy,
        });
    }

    /// <summary>The plan; null where there is none yet, or it cannot be read: the run fails of that, and its state says so.</summary>
    private static async Task<PlanSummary?> FindPlanAsync(NightRun run, PlanStore plans, CancellationToken cancellationToken)
    {
        try
        {
            return await plans.FindSummaryAsync(run, cancellationToken);
        }
        catch (DamagedContentException)
        {
            return null;
        }
    }

    // A week has five business dates at most.
    private static int DaysOf(int businessDates) => businessDates * 2;

    /// <summary>How far a run is.</summary>
    /// <param name="Date">The business date.</param>
    /// <param name="Version">The version.</param>
    /// <param name="Status">Where it stands.</param>
    /// <param name="Planned">The values that its plan asks for; null until it is planned, and where its plan cannot be read.</param>
    /// <param name="Chunks">The chunks of its plan; null as before.</param>
    /// <param name="ChunksDone">How many of them are valued.</param>
    internal sealed record ProgressAnswer(DateOnly Date, int Version, RunStatus Status, int? Planned, int? Chunks, int ChunksDone)
    {
        /// <summary>Why it is asked to stop, as long as it has not; null where it is not, and once it has ended.</summary>
        public string? StopReason { get; init; }

        /// <summary>Who asks it to stop; null as before.</summary>
        public string? StopAskedBy { get; init; }
    }
}
