using Azure;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.Intake.Kinds;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Settings;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;

namespace PricingFunctions.Local.Hosting;

/// <summary>What comes before any use of the pipeline on a storage.</summary>
internal static class PipelineStart
{
    /// <summary>Checks the settings, makes what the storage lacks, and holds the policies against those that it knows.</summary>
    /// <param name="services">The pipeline.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="SetupException">A setting is wrong, or a policy says something else than before.</exception>
    public static async Task CheckAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        CheckSettings(services);
        await services.GetRequiredService<PipelineStorage>().CreateAsync(cancellationToken);
        await services.GetRequiredService<OddIds>().ListAsync(cancellationToken);
        if (await services.GetRequiredService<PolicyRegister>().NoteAsync(cancellationToken) is { Count: > 0 } changed)
            throw new SetupException(string.Join(Environment.NewLine, changed));
    }

    /// <summary>Checks the settings and that the storage is the pipeline's; nothing is written.</summary>
    /// <param name="services">The pipeline.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="SetupException">A setting is wrong, or nothing of the pipeline is stored.</exception>
    public static async Task CheckToReadAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        CheckSettings(services);
        try
        {
            await services.GetRequiredService<RunStore>().AllAsync(cancellationToken).FirstOrDefaultAsync(cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            throw new SetupException("Nothing of the pipeline is stored there.");
        }
    }

    /// <summary>Checks the settings, and nothing of the storage.</summary>
    /// <param name="services">The pipeline.</param>
    /// <param name="cancellationToken">Not used: nothing is called.</param>
    /// <exception cref="SetupException">A setting is wrong.</exception>
    public static Task CheckSettingsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        CheckSettings(services);
        return Task.CompletedTask;
    }

    private static void CheckSettings(IServiceProvider services)
    {
        if (SettingsCheck.Defects(services) is { Count: > 0 } defects)
            throw new SetupException(string.Join(Environment.NewLine, defects));
    }
}
