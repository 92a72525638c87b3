using Microsoft.Extensions.Hosting;
using Pricing.Pipeline.Controls.Changes;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;

namespace PricingFunctions.Starting;

/// <summary>
/// Makes what the storage lacks, and holds the policies against those that it knows, while the app answers early already. Where
/// a policy says something else than before, the app ends.
/// </summary>
/// <param name="storage">The storage.</param>
/// <param name="policies">The policies that it knows.</param>
/// <param name="settings">Logged where they changed.</param>
/// <param name="readiness">Opened when all is there.</param>
/// <param name="waiting">Judges the rows that wait, afterwards.</param>
/// <param name="lifetime">Ends the app.</param>
public sealed class StorageStart(
    PipelineStorage storage, PolicyRegister policies, CurrentSettings settings, Readiness readiness, WaitingAtStart waiting, IHostApplicationLifetime lifetime)
    : BackgroundService
{
    private const int Failed = 1;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await storage.CreateAsync(stoppingToken);
            var changed = await policies.NoteAsync(stoppingToken);
            if (changed.Count > 0)
            {
                // The host shows what a worker writes here, and gives up after a few starts.
                foreach (var change in changed) await Console.Error.WriteLineAsync($"Setting {change}");
                End();
                return;
            }

            await settings.StartAsync(stoppingToken);
        }
        catch (Exception) when (!stoppingToken.IsCancellationRequested)
        {
            End();
            throw;
        }

        readiness.Open();
        await waiting.StartAsync(stoppingToken);

        // So that the app does not end before they do.
        await waiting.ExecuteTask!;
    }

    private void End()
    {
        Environment.ExitCode = Failed;
        lifetime.StopApplication();
    }
}
