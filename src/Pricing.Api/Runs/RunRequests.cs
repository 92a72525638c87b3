using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Endpoints;
using Pricing.Api.Requests;
using Pricing.Calendars;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Api.Runs;

/// <summary><c>POST /api/runs</c>: asking for runs, stopping one, accepting that one failed.</summary>
internal static class RunRequests
{
    public static void Map(RouteGroupBuilder runs)
    {
        runs.MapPost("/", RequestAsync).WithName("RequestRun")
            .WithSummary("Asks for the next version of a date, or of every business date of a range; only what changed is stored again.")
            .Accepts<RunBody>("application/json")
            .WithMetadata(BodyLimit.Small)
            .ProducesOneOf(StatusCodes.Status202Accepted, typeof(RunRecord), typeof(RunRange))
            .ProducesProblems(400, 413, 415);
        runs.MapPost($"{RunLookup.Route}/cancel", CancelAsync).WithName("CancelRun")
            .WithSummary("Asks for a run to be stopped; it stops before its next step, and what it stored stays.")
            .Accepts<Signature>("application/json")
            .WithMetadata(BodyLimit.Small)
            .Produces<RunRecord>(StatusCodes.Status202Accepted)
            .ProducesProblems(400, 404, 409, 413, 415);
        runs.MapPost($"{RunLookup.Route}/waive", WaiveAsync).WithName("WaiveRun")
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
        IRunEngine engine,
        TimeProvider clock,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var read = await JsonBody.ReadAsync(body, cancellationToken);
        if (!read.TryGet(out var document)) return Problems.Refused(read.Failures);
        using var _ = document;
        var checkedRequest = RunRequest.Read(document.RootElement, JapanTime.DateOf(clock.GetUtcNow()));
        if (!checkedRequest.TryGet(out var request)) return Problems.Refused(checkedRequest.Failures);
        if (await UnknownAsync(request.Issuers, buckets, cancellationToken) is { Count: > 0 } unknown)
        {
            return Problems.Refused(unknown);
        }

        var added = new List<RunRecord>(request.Dates.Count);
        foreach (var date in request.Dates) added.Add(await runs.AddNextAsync(Requested(date, request, clock), cancellationToken));
        await engine.WakeAsync(cancellationToken);
        if (!request.IsRange) return Accepted(added[0], response);

        response.Headers.RetryAfter = RunEndpoints.RetryAfterSeconds;
        var (from, to) = (request.Dates[0], request.Dates[^1]);
        return TypedResults.Accepted($"/api/runs?from={DateText.Of(from)}&to={DateText.Of(to)}", new RunRange(from, to, added));
    }

    private static RunRecord Requested(DateOnly date, RunRequest request, TimeProvider clock) => new()
    {
        Date = date,
        Version = 1,
        Status = RunStatus.Requested,
        Reason = request.Signature.Reason,
        AskedBy = request.Signature.AskedBy,
        Issuers = string.Join(RunRecord.IssuerSeparator, request.Issuers),
        AskedAt = clock.GetUtcNow(),
    };

    private static async Task<IResult> CancelAsync(
        string date,
        int version,
        HttpRequest body,
        RunStore runs,
        RunCancellation cancellation,
        IRunEngine engine,
        TimeProvider clock,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var signed = await Signature.ReadAsync(body, cancellationToken);
        if (!signed.TryGet(out var signature)) return Problems.Refused(signed.Failures);
        if (await RunLookup.FindAsync(date, version, runs, cancellationToken) is not { } run) return RunLookup.NotFound(date, version);
        if (run.IsDone) return Conflict(run, "there is nothing to stop");

        var request = new CancelRequest(signature.Reason, signature.AskedBy, clock.GetUtcNow());
        await cancellation.RequestAsync(run.ToRun(), request, cancellationToken);
        await engine.WakeAsync(cancellationToken);
        return Accepted(run, response);
    }

    private static async Task<IResult> WaiveAsync(
        string date,
        int version,
        HttpRequest body,
        RunStore runs,
        RunWaiver waiver,
        IRunEngine engine,
        TimeProvider clock,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var signed = await Signature.ReadAsync(body, cancellationToken);
        if (!signed.TryGet(out var signature)) return Problems.Refused(signed.Failures);
        if (await RunLookup.FindAsync(date, version, runs, cancellationToken) is not { } run) return RunLookup.NotFound(date, version);
        if (run.IsDone || run.Status != RunStatus.Failed) return Conflict(run, "only a failed run can be waived");

        var request = new WaiveRequest(signature.Reason, signature.AskedBy, clock.GetUtcNow());
        await waiver.RequestAsync(run.ToRun(), request, cancellationToken);
        await engine.WakeAsync(cancellationToken);
        return Accepted(run, response);
    }

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

    private static Accepted<RunRecord> Accepted(RunRecord run, HttpResponse response)
    {
        response.Headers.RetryAfter = RunEndpoints.RetryAfterSeconds;
        return TypedResults.Accepted(RunLookup.Place(run), run);
    }
}
