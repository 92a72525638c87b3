using Microsoft.Extensions.Options;
using Pricing.Api.Manners;
using Pricing.Pipeline.Settings;
using PricingFunctions.Local.Azurite;
using PricingFunctions.Local.Hosting;
using PricingFunctions.Local.Running;

namespace PricingFunctions.Local.Taking;

/// <summary>Finds the way in that the options of a command ask for.</summary>
internal static class Takers
{
    /// <summary>Opens it.</summary>
    /// <param name="options">The options.</param>
    /// <param name="progress">Told of each step that may take over a second.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SetupException">There is none.</exception>
    public static async Task<ITaker> OpenAsync(TakeOptions options, IProgress<string> progress, CancellationToken cancellationToken) =>
        options.IsDryRun ? Trial(options.Place) : await OpenStoredAsync(options.Place, takesIn: true, progress, cancellationToken);

    /// <summary>Opens the way in to a storage: the host that works on it, or the storage itself.</summary>
    /// <param name="place">Where the storage is.</param>
    /// <param name="takesIn">Whether something is to be taken in: without a host rows that wait are judged first then, and a data folder is made.</param>
    /// <param name="progress">Told of each step that may take over a second.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SetupException">There is none.</exception>
    public static async Task<IStoredTaker> OpenStoredAsync(
        StoragePlace place, bool takesIn, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var (top, user, search) = HostSettings.ReadFor(place);
        if (await search.FindAsync(cancellationToken) is { } host) return new HostTaker(host, user[ApiOptions.KeySetting], search.Account);

        var settings = new AzuriteSettings
        {
            Root = top,
            Ports = place.AzuritePorts,
            DataFolder = search.DataFolder,
            MustHoldData = !takesIn,
        };
        return await StorageTaker.OpenAsync(settings, user, judgesWaiting: takesIn, progress, cancellationToken);
    }

    private static TrialTaker Trial(StoragePlace place)
    {
        try
        {
            return new(ConfiguredPolicies.Read(HostSettings.Read(place.Root ?? Environment.CurrentDirectory)));
        }
        catch (OptionsValidationException defect)
        {
            throw new SetupException(defect.Message);
        }
    }
}
