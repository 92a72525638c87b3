using DurableTask.Core;
using DurableTask.Core.Exceptions;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Orchestration;
using Pricing.Pipeline.Storage;

namespace PricingFunctions.Local.HubSteps;

/// <summary>An activity of the pipeline as the Durable Task Framework runs it.</summary>
/// <typeparam name="TInput">What it is given.</typeparam>
/// <typeparam name="TOutput">What it answers.</typeparam>
/// <param name="activity">The activity.</param>
/// <param name="services">Where it is registered.</param>
/// <param name="logger">Says what failed.</param>
/// <param name="underWay">Counts those that run.</param>
/// <param name="outages">Waits out that the storage is away.</param>
/// <param name="stopping">The end of this host.</param>
internal sealed partial class HubActivity<TInput, TOutput>(
    ActivityCall<TInput, TOutput> activity, IServiceProvider services, ILogger logger, StepsUnderWay underWay, OutageWait outages, CancellationToken stopping)
    : AsyncTaskActivity<string, string>
{
    /// <inheritdoc/>
    protected override async Task<string> ExecuteAsync(TaskContext context, string input)
    {
        using var step = underWay.Begin();
        try
        {
            // That the storage is away is no failure of the step, and costs the run none of its tries.
            var read = HubText.Read<TInput>(input);
            return HubText.Write(await outages.OutliveAsync(() => activity.Resolve(services).RunAsync(read, stopping), StorageFailure.IsAway, stopping));
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // No failure: the step goes back to the queue, for whoever is there next.
            throw new SessionAbortedException($"{activity.Name} was stopped with its host.");
        }
        catch (Exception failure)
        {
            LogFailed(activity.Name, failure.Message);
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Activity} failed: {Reason}")]
    private partial void LogFailed(string activity, string reason);
}
