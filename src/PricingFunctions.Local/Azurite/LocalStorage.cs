using Microsoft.Extensions.Configuration;
using Pricing.Pipeline.Storage;

namespace PricingFunctions.Local.Azurite;

/// <summary>The storage of the local host: the account that the settings name, or Azurite.</summary>
internal sealed class LocalStorage : IAsyncDisposable
{
    private const string DevelopmentStorage = "UseDevelopmentStorage=true";
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(5);

    private readonly AzuriteProcess? azurite;

    private readonly AzuriteData? data;

    private LocalStorage(StorageOptions options, string description, AzuriteProcess? azurite, AzuriteData? data)
    {
        Options = options;
        Description = description;
        (this.azurite, this.data) = (azurite, data);
    }

    /// <summary>How the account is reached.</summary>
    public StorageOptions Options { get; }

    /// <summary>The account, for people; without a key.</summary>
    public string Description { get; }

    /// <summary>The id of the data folder, where the storage is this host's own; null where others may share it.</summary>
    public string? FolderId => azurite?.FolderId;

    /// <summary>A storage that somebody else runs.</summary>
    /// <param name="account">How it is reached.</param>
    public static LocalStorage Of(StorageOptions account) =>
        new(account, account.AccountName ?? $"the account of {StorageOptions.Section}", azurite: null, data: null);

    /// <summary>Takes the account that AzureWebJobsStorage names, or else starts Azurite.</summary>
    /// <param name="settings">How Azurite would be started.</param>
    /// <param name="user">The user's settings.</param>
    /// <param name="progress">Told of each step that may take over a second.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SetupException">Azurite cannot be had.</exception>
    public static async Task<LocalStorage> OpenAsync(
        AzuriteSettings settings, IConfiguration user, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        if (Configured(user) is { } configured) return Of(configured);

        var isNew = settings.DataFolder is { } place && !Directory.Exists(place);
        var azurite = await AzuriteProcess.StartAsync(settings, progress, cancellationToken);
        var ports = azurite.Ports;
        if (!azurite.IsOwned && await AzuriteProbe.OwnerAsync(ports, cancellationToken) is { } owner)
        {
            throw new SetupException(
                $"The Azurite at port {ports.Blob} belongs to the host with the process id {owner} and ends with it; "
                + "hosts that share their nights need one that was started by itself, or an account "
                + $"({StorageOptions.Section}). Choose other ports with --azurite-port for a host of its own.");
        }

        return new(
            new() { ConnectionString = azurite.ConnectionString() },
            $"Azurite at 127.0.0.1:{ports.Blob}, {ports.Queue}, {ports.Table}"
            + (azurite.IsOwned ? $", data in {settings.DataFolder}{(isNew ? ", a new folder" : "")}" : ", which was running already"),
            azurite,
            azurite.IsOwned && settings.DataFolder is { } folder ? new AzuriteData(folder) : null);
    }

    /// <summary>Says in one line, with the way out, what is wrong with the storage.</summary>
    /// <param name="failure">What failed: one of <see cref="StorageTrouble"/>.</param>
    /// <param name="cancellationToken">Stops the looking.</param>
    public async Task<string> ExplainAsync(Exception failure, CancellationToken cancellationToken)
    {
        if (Trouble() is { } trouble) return trouble;
        var reason = StorageTrouble.Reason(failure);
        if (StorageTrouble.IsDamage(failure))
        {
            return data is not null
                ? data.Damaged(await data.DefectAsync(cancellationToken) ?? reason)
                : $"What the storage holds is damaged, incomplete, or another program's: {reason}{WayOut}";
        }

        return $"The storage account cannot be used: {reason}{WayOut}";
    }

    /// <summary>What is wrong with the storage that was started here, with the way out; null where nothing can be seen.</summary>
    public string? Trouble() => data?.Unwritable() ?? Ended();

    /// <summary>What the Azurite that was started here said last, where it has ended by itself; else null.</summary>
    public string? Ended() => azurite?.LastWords is { } words ? $"Azurite ended: {words}" : null;

    /// <summary>Says why a night stopped: what is wrong with the storage, where that can be seen, or else its reason.</summary>
    /// <param name="reason">The reason that the night gave.</param>
    public string ExplainNight(string reason) => Trouble() ?? $"{reason.Split('\n')[0].TrimEnd()}{WayOut}";

    /// <summary>
    /// Waits until the storage that was started here can no longer be used: what runs on it may try again for ever.
    /// </summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>What is wrong with it.</returns>
    public Task<string> WatchAsync(CancellationToken cancellationToken) => FirstAsync(Trouble, cancellationToken);

    /// <summary>
    /// Waits until the Azurite that was started here has ended by itself, which nobody mends; a folder that cannot be written may be mended.
    /// </summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="SetupException">It has ended; the message holds what it said last.</exception>
    public async Task WaitForEndAsync(CancellationToken cancellationToken) => throw new SetupException(await FirstAsync(Ended, cancellationToken));

    /// <summary>Stops Azurite if this started it.</summary>
    public ValueTask DisposeAsync() => azurite?.DisposeAsync() ?? ValueTask.CompletedTask;

    private string WayOut => azurite is { IsOwned: false }
        ? $" (the Azurite at port {azurite.Ports.Blob} was running already; stop it, or choose three free ports with --azurite-port)"
        : "";

    /// <summary>The account that the settings name; null for none.</summary>
    /// <param name="user">The user's settings.</param>
    public static StorageOptions? Configured(IConfiguration user)
    {
        var named = StorageOptions.From(user);
        if (named.ConnectionString is { Length: > 0 } connection)
        {
            return connection.TrimEnd(';').Equals(DevelopmentStorage, StringComparison.OrdinalIgnoreCase)
                ? null
                : new() { ConnectionString = connection };
        }

        return named.AccountName is { Length: > 0 } account
            ? new() { AccountName = account, ClientId = named.ClientId is { Length: > 0 } client ? client : null }
            : null;
    }

    private static async Task<string> FirstAsync(Func<string?> look, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(WatchInterval);
        while (true)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            if (look() is { } found) return found;
        }
    }
}
