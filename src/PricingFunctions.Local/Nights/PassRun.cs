using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.Orchestration;
using PricingFunctions.Local.Azurite;
using PricingFunctions.Local.TaskHub;
using PricingFunctions.Local.Triggers;
using Spectre.Console;

namespace PricingFunctions.Local.Nights;

/// <summary>One pass of the nights while people read along.</summary>
internal static class PassRun
{
    /// <summary>Takes in what was dropped, and runs what is due.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="storage">The storage, which may fail meanwhile.</param>
    /// <param name="outages">Which failures are none of the night, since the host waits them out.</param>
    /// <param name="status">Told how far it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What stopped it, or null.</returns>
    public static async Task<string?> RunAsync(
        IServiceProvider services, LocalStorage storage, StorageOutages outages, StatusContext status, CancellationToken cancellationToken)
    {
        status.Status("Taking files in");
        await services.GetRequiredService<BatchWatcher>().SweepAsync(cancellationToken);
        await services.GetRequiredService<SentFiles>().FinishAsync(cancellationToken);
        status.Status("Valuing the nights that are due");
        var engine = services.GetRequiredService<NightsEngine>();
        engine.Progress += Show;
        try
        {
            return await Beside.RunAsync(storage.WatchAsync, NightAsync, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && !outages.AreOutlived(failure))
        {
            return StorageTrouble.Is(failure)
                ? await storage.ExplainAsync(failure, cancellationToken)
                : storage.ExplainNight(failure.Message);
        }
        finally
        {
            engine.Progress -= Show;
        }

        async Task<string?> NightAsync(Task<string> trouble)
        {
            var night = engine.RunAsync("start", cancellationToken);
            if (await Task.WhenAny(night, trouble) == trouble) return await trouble;

            await night;
            return null;
        }

        void Show(RunProgress progress) => status.Status(
            $"Valuing {progress.Date:yyyy-MM-dd}: {progress.Valued} of {progress.Chunks} parts, {progress.Rows} values");
    }
}
