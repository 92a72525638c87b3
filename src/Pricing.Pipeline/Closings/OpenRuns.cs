using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Closings;

/// <summary>Finds the runs that are not at their end and can still make or replace values of a period.</summary>
/// <param name="runs">Which are open.</param>
/// <param name="failed">Which failed.</param>
/// <param name="plans">What they make.</param>
public sealed class OpenRuns(RunStore runs, FailedRuns failed, PlanStore plans)
{
    /// <summary>What speaks against closing: every run of a date of the period, and later ones whose plan asks for values of it.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="through">The last day of the period.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyList<Failure>> AgainstAsync(string issuer, DateOnly through, CancellationToken cancellationToken)
    {
        var open = await runs.OpenAsync(cancellationToken).ToListAsync(cancellationToken);
        await foreach (var run in failed.ListAsync(cancellationToken))
        {
            // What is noted of a run that failed may outlive its end.
            if (await runs.FindAsync(run.ToRun(), cancellationToken) is { IsDone: false } stored) open.Add(stored);
        }

        var failures = new List<Failure>();
        foreach (var run in open.Where(run => Concerns(run, issuer)).DistinctBy(run => run.ToRun()))
        {
            if (run.Date <= through) failures.Add(Against(through, $"the run {run.ToRun()} is not at its end"));
            else if (await MayMakeAsync(run, issuer, through, cancellationToken))
                failures.Add(Against(through, $"the run {run.ToRun()} is not at its end, and may make values of the period"));
        }

        return failures;
    }

    /// <summary>Whether a run of a later date may make a value of the period: of a grant date or a change of terms that came too late for its night.</summary>
    private async Task<bool> MayMakeAsync(RunRecord run, string issuer, DateOnly through, CancellationToken cancellationToken)
    {
        try
        {
            // What is planned after the closing sees it; what is being planned may have looked before.
            if (await plans.FindSummaryAsync(run.ToRun(), cancellationToken) is not { } summary) return run.Status == RunStatus.Running;

            return await plans.ReadChunksAsync(run.ToRun(), summary, partition => partition.Issuer == issuer, cancellationToken)
                .SelectMany(chunk => chunk.Parts.Where(part => part.Issuer == issuer).SelectMany(part => part.Values))
                .AnyAsync(value => value.Task.MeasurementDate <= through, cancellationToken);
        }
        catch (DamagedContentException)
        {
            // Nobody can say what it makes once its plan is restored.
            return true;
        }
    }

    private static bool Concerns(RunRecord run, string issuer) =>
        run.IssuerList is [] || run.IssuerList.Contains(issuer);

    private static Failure Against(DateOnly through, string reason) => new(ReasonCode.PeriodNotSettled, "through", DateText.Of(through), reason);
}
