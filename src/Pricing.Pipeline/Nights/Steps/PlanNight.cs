using Pricing.Pipeline.Checks;
using Pricing.Pipeline.Closings;
using Pricing.Pipeline.Intake.Doors;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Orchestration;

namespace Pricing.Pipeline.Nights.Steps;

/// <summary>Freezes what a run values.</summary>
/// <param name="runs">The runs.</param>
/// <param name="plans">Where plans are kept.</param>
/// <param name="planner">Makes the plan.</param>
/// <param name="layout">Brings what an earlier version stored to the layout of this one.</param>
/// <param name="files">Takes in what came before.</param>
/// <param name="search">Finds what is final on a basis in doubt, where facts changed.</param>
/// <param name="waiting">Judges rows that wait, so that what they come to counts.</param>
/// <param name="reopenings">Lets what waited after closing count where its period was opened again.</param>
public sealed class PlanNight(
    RunStore runs,
    PlanStore plans,
    RunPlanner planner,
    StorageLayout layout,
    EarlierFiles files,
    BasisSearch search,
    WaitingJudge waiting,
    Reopenings reopenings)
    : IActivity<NightRun, PlanReference>
{
    /// <inheritdoc/>
    public async Task<PlanReference> RunAsync(NightRun input, CancellationToken cancellationToken)
    {
        await layout.MigrateAsync(cancellationToken);
        var plan = await plans.FindSummaryAsync(input, cancellationToken);
        if (plan is null)
        {
            var filesWaiting = await files.TakeInAsync(cancellationToken);
            await search.SeekChangedAsync(cancellationToken);
            await reopenings.SettleAsync(cancellationToken);
            await waiting.JudgeAllAsync(cancellationToken);
            var run = await runs.GetAsync(input, cancellationToken);
            plan = await plans.FreezeAsync(input, planner.ChunksAsync(run, cancellationToken), filesWaiting, cancellationToken);
        }

        return new(input, plan.Chunks, plan.Tasks);
    }
}
