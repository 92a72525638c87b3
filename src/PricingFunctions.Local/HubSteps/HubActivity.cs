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
/// <param name="stopping">The end of this host.</param>
internal sealed partial class HubActivity<TInput, TOutput>(
    ActivityCall<TInput, TOutput> activity, IServiceProvider services, ILogger logger, StepsUnderWay underWay, CancellationToken stopping)
    : AsyncTaskActivity<string, string>
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    protected override async Task<string> ExecuteAsync(TaskContext context, string input)
    {
        using var step = underWay.Begin();
        try
        {
            return HubText.Write(await OutliveAsync(HubText.Read<TInput>(input)));
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

    /// <summary>Does it, and does it again while the storage is away: that is no failure of the step, and costs the run none of its tries.</summary>
    private async Task<TOutput> OutliveAsync(TInput input)
    {
        while (true)
        {
            try
            {
                return await activity.Resolve(services).RunAsync(input, stopping);
            }
            catch (Exception failure) when (StorageFailure.IsAway(failure))
            {
                LogAway(activity.Name, StorageFailure.Last(failure).Message);
            }

            await Task.Delay(Pause, stopping);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Activity} waits for the storage, which is away: {Reason}")]
    private partial void LogAway(string activity, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Activity} failed: {Reason}")]
    private partial void LogFailed(string activity, string reason);
}
