using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Pricing.Api.Identity;
using Pricing.Api.Requests;
using Pricing.Pipeline.Nights.Runs;

namespace Pricing.Api.Runs;

/// <summary>Finds the run that an address names, and says where there is none.</summary>
internal static class RunLookup
{
    /// <summary>The run's place in an address.</summary>
    public const string Route = "/{date}/{version:range(1,999999)}";

    /// <summary>The run; null where it was never asked for.</summary>
    /// <param name="date">The date as it stands in the address.</param>
    /// <param name="version">The version.</param>
    /// <param name="runs">The runs.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static async Task<RunRecord?> FindAsync(string date, int version, RunStore runs, CancellationToken cancellationToken) =>
        RequestFields.ParseDate(date) is { } day ? await runs.FindAsync(new(day, version), cancellationToken) : null;

    /// <summary>The answer to who may not do something with a run: one of all issuers takes a role for all.</summary>
    /// <param name="run">The run.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="act">What is asked.</param>
    /// <returns>The answer; null where the caller may.</returns>
    public static ProblemHttpResult? Refused(RunRecord run, Caller caller, Act act) => Refusals.NotAllowed(caller, act, run.IssuerList);

    /// <summary>Whether a caller may see a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="caller">Who asks.</param>
    public static bool IsSeenBy(RunRecord run, Caller caller) => caller.MayForEach(Act.Read, run.IssuerList);

    /// <summary>The answer where it was never asked for.</summary>
    /// <param name="date">The date as it stands in the address.</param>
    /// <param name="version">The version.</param>
    public static ProblemHttpResult NotFound(string date, int version) => Problems.NotFound(
        "run", string.Create(CultureInfo.InvariantCulture, $"{date} v{version}"), "was never asked for");

    /// <summary>The answer where a run is not completed.</summary>
    /// <param name="run">The run.</param>
    public static ProblemHttpResult NotCompleted(RunRecord run) =>
        Problems.Of(StatusCodes.Status409Conflict, $"The run {run.ToRun()} is not completed{(run.FailureReason is { } reason ? $": {reason}" : ".")}");

    /// <summary>The address of a run.</summary>
    /// <param name="run">The run.</param>
    public static string Place(RunRecord run) => string.Create(CultureInfo.InvariantCulture, $"/api/runs/{run.Date:yyyy-MM-dd}/{run.Version}");
}
