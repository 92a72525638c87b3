using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Requests;
using Pricing.Calendars;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Values;

namespace Pricing.Api.Endpoints;

/// <summary><c>/api/runs</c>: the runs, their values, and asking for another version.</summary>
internal static class RunEndpoints
{
    private const string RetryAfterSeconds = "5";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var runs = routes.MapGroup("/api/runs").WithTags("Runs");
        runs.MapGet("/", ListAsync).WithName("Runs").WithSummary("All runs, the newest date first.");
        runs.MapGet("/{date}/{version:range(1,999999)}", GetAsync).WithName("Run")
            .WithSummary("One run: its state, then its manifest.")
            .Produces<RunRecord>()
            .ProducesProblems(404);
        runs.MapGet("/{date}/{version:range(1,999999)}/values", ValuesAsync).WithName("RunValues")
            .WithSummary("All values of a completed run, one JSON object a line.")
            .Produces(StatusCodes.Status200OK, contentType: "application/x-ndjson")
            .ProducesProblems(404, 409);
        runs.MapPost("/", RequestAsync).WithName("RequestRun")
            .WithSummary("Asks for the next version of a date; only what changed is stored again.")
            .Accepts<RunRequest>("application/json")
            .WithMetadata(BodyLimit.Small)
            .Produces<RunRecord>(StatusCodes.Status202Accepted)
            .ProducesProblems(400, 413);
        runs.MapPost("/{date}/{version:range(1,999999)}/cancel", CancelAsync).WithName("CancelRun")
            .WithSummary("Asks for a run to be stopped; it stops before its next step, and what it stored stays.")
            .Accepts<Signature>("application/json")
            .WithMetadata(BodyLimit.Small)
            .Produces<RunRecord>(StatusCodes.Status202Accepted)
            .ProducesProblems(400, 404, 409, 413);
        runs.MapPost("/{date}/{version:range(1,999999)}/waive", WaiveAsync).WithName("WaiveRun")
            .WithSummary("Accepts that a run failed: it is not tried again, and its date is no longer open.")
            .Accepts<Signature>("application/json")
            .WithMetadata(BodyLimit.Small)
            .Produces<RunRecord>(StatusCodes.Status202Accepted)
            .ProducesProblems(400, 404, 409, 413);
        runs.MapGet("/failed", FailedAsync).WithName("FailedRuns")
            .WithSummary("The runs that failed and whose dates are still open, the oldest date first.");
    }

    private static async Task<IReadOnlyList<RunRecord>> ListAsync(RunStore runs, CancellationToken cancellationToken) =>
        await runs.AllAsync(cancellationToken)
            .OrderByDescending(run => run.Date)
            .ThenByDescending(run => run.Version)
            .ToListAsync(cancellationToken);

    private static async Task<IResult> GetAsync(
        string date, int version, RunStore runs, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await FindAsync(date, version, runs, cancellationToken) is not { } run) return NotFound(date, version);
        if (run.IsOpen) response.Headers.RetryAfter = RetryAfterSeconds;
        return TypedResults.Ok(run);
    }

    private static async Task<IResult> ValuesAsync(
        string date, int version, RunStore runs, ExportStore exports, CancellationToken cancellationToken)
    {
        if (await FindAsync(date, version, runs, cancellationToken) is not { } run) return NotFound(date, version);
        if (run.Status != RunStatus.Completed)
        {
            return TypedResults.Problem(
                title: $"The run {run.ToRun()} is not completed.",
                detail: run.FailureReason,
                statusCode: StatusCodes.Status409Conflict);
        }

        return TypedResults.Stream(
            body => exports.CopyToAsync(run, body, cancellationToken), "application/x-ndjson");
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
        if (await UnknownAsync(request.Issuers ?? [], buckets, cancellationToken) is { Count: > 0 } unknown)
        {
            return Problems.Refused(unknown);
        }

        var run = await runs.AddNextAsync(
            new()
            {
                Date = request.Date,
                Version = 1,
                Status = RunStatus.Requested,
                Reason = request.Reason,
                AskedBy = request.AskedBy,
                Issuers = string.Join(RunRecord.IssuerSeparator, request.Issuers ?? []),
                AskedAt = clock.GetUtcNow(),
            },
            cancellationToken);
        await engine.WakeAsync(cancellationToken);
        return Accepted(run, response);
    }

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
        if (await FindAsync(date, version, runs, cancellationToken) is not { } run) return NotFound(date, version);
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
        if (await FindAsync(date, version, runs, cancellationToken) is not { } run) return NotFound(date, version);
        if (run.IsDone || run.Status != RunStatus.Failed) return Conflict(run, "only a failed run can be waived");

        var request = new WaiveRequest(signature.Reason, signature.AskedBy, clock.GetUtcNow());
        await waiver.RequestAsync(run.ToRun(), request, cancellationToken);
        await engine.WakeAsync(cancellationToken);
        return Accepted(run, response);
    }

    private static async Task<IReadOnlyList<FailedRun>> FailedAsync(FailedRuns failed, CancellationToken cancellationToken) =>
        await failed.ListAsync(cancellationToken).ToListAsync(cancellationToken);

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

    private static ProblemHttpResult Conflict(RunRecord run, string reason) => TypedResults.Problem(
        title: $"The run {run.ToRun()} is {(run.WaivedBy is null ? run.Status.ToString().ToLowerInvariant() : "waived")}; {reason}.",
        statusCode: StatusCodes.Status409Conflict);

    private static Accepted<RunRecord> Accepted(RunRecord run, HttpResponse response)
    {
        response.Headers.RetryAfter = RetryAfterSeconds;
        var place = string.Create(CultureInfo.InvariantCulture, $"/api/runs/{run.Date:yyyy-MM-dd}/{run.Version}");
        return TypedResults.Accepted(place, run);
    }

    private static ProblemHttpResult NotFound(string date, int version) => Problems.NotFound(
        "run", string.Create(CultureInfo.InvariantCulture, $"{date} v{version}"), "was never asked for");

    private static async Task<RunRecord?> FindAsync(
        string date, int version, RunStore runs, CancellationToken cancellationToken) =>
        RequestFields.ParseDate(date) is { } day ? await runs.FindAsync(new(day, version), cancellationToken) : null;
}
