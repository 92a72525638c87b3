using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Endpoints;
using Pricing.Api.Identity;
using Pricing.Api.Queries;
using Pricing.Api.Requests;
using Pricing.Calendars;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Controls.Periods;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Api.Runs;

/// <summary><c>POST /api/runs</c>: asking for runs, stopping one, accepting that one failed.</summary>
internal static class RunRequests
{
    private const int AtOnce = 16;

    public static void Map(RouteGroupBuilder runs)
    {
        runs.MapPost("/", RequestAsync).WithName("RequestRun").Does(Act.Prepare, Reach.NarrowedByRoute)
            .WithSummary("Asks for the next version of a date, or of every business date of a range; only what changed is stored again.")
            .Accepts<RunBody>("application/json")
            .WithMetadata(BodyLimit.Small)
            .ProducesOneOf(StatusCodes.Status202Accepted, typeof(RunRecord), typeof(RunRange))
            .ProducesProblems(400, 413, 415);
        runs.MapPost($"{RunLookup.Route}/cancel", CancelAsync).WithName("CancelRun").Does(Act.Prepare, Reach.NarrowedByRoute)
            .WithSummary("Asks for a run to be stopped; it stops before its next step, and what it stored stays.")
            .Accepts<Signature>("application/json")
            .WithMetadata(BodyLimit.Small)
            .Produces<RunRecord>(StatusCodes.Status202Accepted)
            .ProducesProblems(400, 404, 409, 413, 415);
        runs.MapPost("/cancel", CancelRangeAsync).WithName("CancelRuns").Does(Act.Prepare, Reach.NarrowedByRoute)
            .WithSummary("Asks for all open runs of a range to be stopped, as far as the caller may stop them; each stops before its next step.")
            .Accepts<RangeBody>("application/json")
            .WithMetadata(BodyLimit.Small)
            .Produces<RunRange>(StatusCodes.Status202Accepted)
            .ProducesProblems(400, 413, 415);
        runs.MapPost($"{RunLookup.Route}/waive", WaiveAsync).WithName("WaiveRun").Does(Act.Approve, Reach.NarrowedByRoute)
            .WithSummary("Accepts that a run failed: it is not tried again, and its date is no longer open.")
            .Accepts<Signature>("application/json")
            .WithMetadata(BodyLimit.Small)
            .Produces<RunRecord>(StatusCodes.Status202Accepted)
            .ProducesProblems(400, 404, 409, 413, 415);
    }

    private static async Task<IResult> RequestAsync(
        HttpRequest body,
        RunStore runs,
        IssuerBuckets buckets,
        ClosedPeriods periods,
        IRunEngine engine,
        TimeProvider clock,
        Caller caller,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var read = await JsonBody.ReadAsync(body, cancellationToken);
        if (!read.TryGet(out var document)) return Problems.Refused(read.Failures);
        using var _ = document;
        var checkedRequest = RunRequest.Read(document.RootElement, JapanTime.DateOf(clock.GetUtcNow()), caller);
        if (!checkedRequest.TryGet(out var request)) return Problems.Refused(checkedRequest.Failures);
        if (Refusals.NotAllowed(caller, Act.Prepare, request.Issuers) is { } refused) return refused;
        if (await UnknownAsync(request.Issuers, buckets, cancellationToken) is { Count: > 0 } unknown)
        {
            return Problems.Refused(unknown);
        }

        var dates = new ClosedDates(await periods.NowAsync(cancellationToken), caller);
        var added = (await AddAsync(request, runs, engine, clock, cancellationToken)).ConvertAll(dates.Shown);
        return request.IsRange ? Accepted(new RunRange(request.Dates[0], request.Dates[^1], added), response) : Accepted(added[0], response);
    }

    private static async Task<List<RunRecord>> AddAsync(
        RunRequest request, RunStore runs, IRunEngine engine, TimeProvider clock, CancellationToken cancellationToken)
    {
        var added = new List<RunRecord>(request.Dates.Count);
        try
        {
            foreach (var some in request.Dates.Chunk(AtOnce))
            {
                added.AddRange(await Task.WhenAll(some.Select(async date =>
                    request.IsRange && await StandingAsync(date) is { } standing
                        ? standing
                        : await runs.AddNextAsync(Requested(date, request, clock), cancellationToken))));
            }
        }
        finally
        {
            // Also those that stand before a failure are carried out, whoever waits for them.
            await engine.WakeAsync(CancellationToken.None);
        }

        return added;

        // A range that failed halfway is asked for again: what stands of it is not asked for twice.
        async Task<RunRecord?> StandingAsync(DateOnly date) =>
            await runs.OfDateAsync(date, cancellationToken).FirstOrDefaultAsync(cancellationToken) is { Status: RunStatus.Requested } newest
            && (newest.Reason, newest.AskedBy, newest.AskedByIdentity, newest.Issuers)
                == (request.Signed.Reason, request.Signed.By.Name, request.Signed.By.Identity, IssuersOf(request))
                ? newest
                : null;
    }

    private static string IssuersOf(RunRequest request) => string.Join(RunRecord.IssuerSeparator, request.Issuers);

    private static RunRecord Requested(DateOnly date, RunRequest request, TimeProvider clock) => new()
    {
        Date = date,
        Version = 1,
        Status = RunStatus.Requested,
        Reason = request.Signed.Reason,
        AskedBy = request.Signed.By.Name,
        AskedByIdentity = request.Signed.By.Identity,
        Issuers = IssuersOf(request),
        AskedAt = clock.GetUtcNow(),
    };

    private static Task<IResult> CancelAsync(
        string date, int version, HttpRequest body, [AsParameters] Change change, RunCancellation cancellation, CancellationToken cancellationToken) =>
        change.AskAsync(
            Act.Prepare,
            date,
            version,
            body,
            run => run.IsDone ? "there is nothing to stop" : null,
            async (run, signature, now) =>
            {
                await cancellation.RequestAsync(run, new(signature.Reason, signature.By.Name, now, signature.By.Identity), cancellationToken);
                return null;
            },
            cancellationToken);

    private static async Task<IResult> CancelRangeAsync(
        HttpRequest body,
        RunStore runs,
        RunCancellation cancellation,
        IRunEngine engine,
        TimeProvider clock,
        Caller caller,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var asked = await RangeBody.ReadAsync(body, cancellationToken);
        if (!asked.TryGet(out var range)) return Problems.Refused(asked.Failures);

        var request = new CancelRequest(range.Signed.Reason, range.Signed.By.Name, clock.GetUtcNow(), range.Signed.By.Identity);
        var open = await runs.BetweenAsync(range.From, range.To, cancellationToken)
            .Where(run => run.IsOpen && caller.MayForEach(Act.Prepare, run.IssuerList))
            .ToListAsync(cancellationToken);
        try
        {
            foreach (var some in open.Chunk(AtOnce))
                await Task.WhenAll(some.Select(run => cancellation.RequestAsync(run.ToRun(), request, cancellationToken)));
        }
        finally
        {
            // Also those that stand before a failure are carried out.
            await engine.WakeAsync(CancellationToken.None);
        }

        return Accepted(new RunRange(range.From, range.To, open), response);
    }

    private static Task<IResult> WaiveAsync(
        string date, int version, HttpRequest body, [AsParameters] Change change, RunWaiver waiver, CancellationToken cancellationToken) =>
        change.AskAsync(
            Act.Approve,
            date,
            version,
            body,
            run => run.IsDone || run.Status != RunStatus.Failed ? "only a failed run can be waived" : null,
            async (run, signature, now) =>
            {
                // The first decision stays; whoever sent another one must not take it for his own.
                var first = await waiver.RequestAsync(run, new(signature.Reason, signature.By.Name, now, signature.By.Identity), cancellationToken);
                var by = Person.Recorded(first.AskedBy, first.AskedByIdentity ?? "");
                return first.Reason == signature.Reason && by.IsTakenFor(signature.By)
                    ? null
                    : new Failure(ReasonCode.AlreadyDecided, "run", $"{run}", $"{by} has decided: {first.Reason}");
            },
            cancellationToken);

    private static async Task<List<Failure>> UnknownAsync(
        IReadOnlyList<string> issuers, IssuerBuckets buckets, CancellationToken cancellationToken)
    {
        var unknown = new List<Failure>();
        foreach (var issuer in issuers)
        {
            if (!await buckets.IsKnownAsync(issuer, cancellationToken))
            {
                unknown.Add(new(ReasonCode.InvalidField, "issuers", issuer, "no grants of this issuer are stored"));
            }
        }

        return unknown;
    }

    private static ProblemHttpResult Conflict(RunRecord run, string reason) => Problems.Of(
        StatusCodes.Status409Conflict,
        $"The run {run.ToRun()} is {(run.WaivedBy is null ? run.Status.ToString().ToLowerInvariant() : "waived")}; {reason}.");

    private static Accepted<RunRecord> Accepted(RunRecord run, HttpResponse response) => Accepted(run, RunLookup.Place(run), response);

    private static Accepted<RunRange> Accepted(RunRange range, HttpResponse response) =>
        Accepted(range, $"/api/runs?from={DateText.Of(range.From)}&to={DateText.Of(range.To)}", response);

    private static Accepted<T> Accepted<T>(T answer, string place, HttpResponse response)
    {
        response.Headers.RetryAfter = RunEndpoints.RetryAfterSeconds;
        return TypedResults.Accepted(Places.Of(response.HttpContext.Request, place), answer);
    }

    /// <summary>Asks for a run to go on otherwise.</summary>
    /// <param name="Runs">The runs.</param>
    /// <param name="Engine">Told of it.</param>
    /// <param name="Clock">The time.</param>
    /// <param name="Response">The answer.</param>
    internal readonly record struct Change(RunStore Runs, IRunEngine Engine, TimeProvider Clock, HttpResponse Response)
    {
        public async Task<IResult> AskAsync(
            Act act,
            string date,
            int version,
            HttpRequest body,
            Func<RunRecord, string?> against,
            Func<NightRun, Signed, DateTimeOffset, Task<Failure?>> ask,
            CancellationToken cancellationToken)
        {
            var signed = await Signed.ReadAsync(body, cancellationToken);
            if (!signed.TryGet(out var signature)) return Problems.Refused(signed.Failures);
            if (await RunLookup.FindAsync(date, version, Runs, cancellationToken) is not { } run) return RunLookup.NotFound(date, version);
            if (RunLookup.Refused(run, body.HttpContext.Caller(), act) is { } refused) return refused;
            if (against(run) is { } reason) return Conflict(run, reason);

            if (await ask(run.ToRun(), signature, Clock.GetUtcNow()) is { } failure) return Problems.Refused([failure], StatusCodes.Status409Conflict);
            await Engine.WakeAsync(cancellationToken);
            return Accepted(run, Response);
        }
    }
}
