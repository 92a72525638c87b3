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
        options.IsDryRun ? Trial(options.Place) : await OpenStoredAsync(options.Place, judgesWaiting: true, progress, cancellationToken);

    /// <summary>Opens the way in to a storage: the host that works on it, or the storage itself.</summary>
    /// <param name="place">Where the storage is.</param>
    /// <param name="judgesWaiting">Whether, without a host, rows that wait are judged first.</param>
    /// <param name="progress">Told of each step that may take over a second.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SetupException">There is none.</exception>
    public static async Task<IStoredTaker> OpenStoredAsync(
        StoragePlace place, bool judgesWaiting, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var top = RepositoryRoot.Find(place.Root);
        var user = HostSettings.Read(top);
        var search = place.SearchFrom(top, user);
        if (search.Account is { } account) ServeChecks.Storage(account);
        if (await search.FindAsync(cancellationToken) is { } host) return new HostTaker(host, user[ApiOptions.KeySetting], search.Account);

        // Rows are judged by who takes something in; who only looks at those that wait makes no folder for it.
        var settings = new AzuriteSettings
        {
            Root = top,
            Ports = place.AzuritePorts,
            DataFolder = search.DataFolder,
            MustHoldData = !judgesWaiting,
        };
        return await StorageTaker.OpenAsync(settings, user, judgesWaiting, progress, cancellationToken);
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
