using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Calendars;
using Pricing.Pipeline.Orchestration;

namespace Pricing.Api.Endpoints;

/// <summary><c>/api/runs</c>: the runs, their values, and asking for another version.</summary>
internal static class RunEndpoints
{
    private const string RetryAfterSeconds = "5";

    // A run travels between an orchestration and its activities, whose messages stay under 4 KB.
    private const int LongestReason = 200;
    private const int LongestName = 100;
    private const int LongestIssuers = 600;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var runs = routes.MapGroup("/api/runs").WithTags("Runs");
        runs.MapGet("/", ListAsync).WithName("Runs").WithSummary("All runs, the newest date first.");
        runs.MapGet("/{date}/{version:int}", GetAsync).WithName("Run").WithSummary("One run: its state, then its manifest.");
        runs.MapGet("/{date}/{version:int}/values", ValuesAsync).WithName("RunValues")
            .WithSummary("All values of a completed run, one JSON object a line.")
            .Produces(StatusCodes.Status200OK, contentType: "application/x-ndjson");
        runs.MapPost("/", RequestAsync).WithName("RequestRun")
            .WithSummary("Asks for the next version of a date; only what changed is stored again.")
            .Produces<RunRecord>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<IReadOnlyList<RunRecord>> ListAsync(RunStore runs, CancellationToken cancellationToken) =>
        await runs.AllAsync(cancellationToken)
            .OrderByDescending(run => run.Date)
            .ThenByDescending(run => run.Version)
            .ToListAsync(cancellationToken);

    private static async Task<IResult> GetAsync(
        DateOnly date, int version, RunStore runs, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await FindAsync(date, version, runs, cancellationToken) is not { } run) return TypedResults.NotFound();
        if (run.Status is RunStatus.Requested or RunStatus.Running) response.Headers.RetryAfter = RetryAfterSeconds;
        return TypedResults.Ok(run);
    }

    private static async Task<IResult> ValuesAsync(
        DateOnly date, int version, RunStore runs, ExportStore exports, CancellationToken cancellationToken)
    {
        if (await FindAsync(date, version, runs, cancellationToken) is not { } run) return TypedResults.NotFound();
        if (run.Status != RunStatus.Completed)
        {
            return TypedResults.Problem(
                title: $"The run {run.ToRun()} is not completed.", statusCode: StatusCodes.Status409Conflict);
        }

        return TypedResults.Stream(
            body => exports.CopyToAsync(run.ToRun(), run.Chunks, body, cancellationToken), "application/x-ndjson");
    }

    private static async Task<IResult> RequestAsync(
        RunRequest request,
        RunStore runs,
        IRunEngine engine,
        TimeProvider clock,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        List<Failure> failures = [.. Check(request, clock)];
        if (failures.Count > 0) return Problems.Refused(failures);

        var run = await runs.AddNextAsync(
            new()
            {
                Date = request.Date,
                Version = 1,
                Status = RunStatus.Requested,
                Reason = request.Reason!,
                AskedBy = request.AskedBy!,
                Issuers = string.Join(';', request.Issuers ?? []),
                AskedAt = clock.GetUtcNow(),
            },
            cancellationToken);
        await engine.WakeAsync(cancellationToken);
        response.Headers.RetryAfter = RetryAfterSeconds;
        var place = string.Create(CultureInfo.InvariantCulture, $"/api/runs/{run.Date:yyyy-MM-dd}/{run.Version}");
        return TypedResults.Accepted(place, run);
    }

    private static IEnumerable<Failure> Check(RunRequest request, TimeProvider clock)
    {
        var date = request.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (request.Date > JapanTime.DateOf(clock.GetUtcNow())) yield return new(ReasonCode.InvalidField, "date", date, "is in the future");
        else if (!TokyoCalendar.IsBusinessDate(request.Date)) yield return new(ReasonCode.InvalidField, "date", date, "is no business date");
        if (string.IsNullOrWhiteSpace(request.Reason)) yield return new(ReasonCode.InvalidField, "reason", "", "is missing");
        if (string.IsNullOrWhiteSpace(request.AskedBy)) yield return new(ReasonCode.InvalidField, "askedBy", "", "is missing");
        if (request.Reason?.Length > LongestReason) yield return TooLong("reason", request.Reason, LongestReason);
        if (request.AskedBy?.Length > LongestName) yield return TooLong("askedBy", request.AskedBy, LongestName);
        var issuers = string.Join(';', request.Issuers ?? []);
        if (issuers.Length > LongestIssuers) yield return TooLong("issuers", issuers, LongestIssuers);
    }

    private static Failure TooLong(string field, string value, int longest) => new(
        ReasonCode.InvalidField,
        field,
        value[..longest],
        string.Create(CultureInfo.InvariantCulture, $"has {value.Length} characters; at most {longest} are taken"));

    private static async Task<RunRecord?> FindAsync(
        DateOnly date, int version, RunStore runs, CancellationToken cancellationToken) =>
        version < 1 ? null : await runs.FindAsync(new(date, version), cancellationToken);
}
