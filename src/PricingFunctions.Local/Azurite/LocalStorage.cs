using Pricing.Pipeline.Storage;
using PricingFunctions.Local.Commands;

namespace PricingFunctions.Local.Azurite;

/// <summary>The storage of the local host: the account that the environment names, or Azurite.</summary>
internal sealed class LocalStorage : IAsyncDisposable
{
    private const string DevelopmentStorage = "UseDevelopmentStorage=true";

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

    /// <summary>Takes the account that AzureWebJobsStorage names, or else starts Azurite.</summary>
    /// <param name="options">Ports and folders.</param>
    /// <param name="progress">Told of each step that may take over a second.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SetupException">Azurite cannot be had.</exception>
    public static async Task<LocalStorage> OpenAsync(
        ServeOptions options, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        if (Configured() is { } configured)
        {
            return new(
                configured, configured.AccountName ?? $"the account of {StorageOptions.Section}", azurite: null, data: null);
        }

        var settings = new AzuriteSettings
        {
            Root = options.Root,
            Ports = options.AzuritePorts,
            DataFolder = options.DataFolder,
        };
        var azurite = await AzuriteProcess.StartAsync(settings, progress, cancellationToken);
        var ports = azurite.Ports;
        return new(
            new() { ConnectionString = azurite.ConnectionString() },
            $"Azurite at 127.0.0.1:{ports.Blob}, {ports.Queue}, {ports.Table}"
            + (azurite.IsOwned ? $", data in {options.DataFolder}" : ", which was running already"),
            azurite,
            azurite.IsOwned ? new AzuriteData(options.DataFolder) : null);
    }

    /// <summary>Says in one line, with the way out, what is wrong with the storage.</summary>
    /// <param name="failure">What failed: one of <see cref="StorageTrouble"/>.</param>
    /// <param name="cancellationToken">Stops the looking.</param>
    public async Task<string> ExplainAsync(Exception failure, CancellationToken cancellationToken)
    {
        var reason = StorageTrouble.Reason(failure);
        if (data?.Unwritable() is { } unwritable) return unwritable;
        if (azurite?.LastWords is { } words) return $"Azurite ended: {words}";
        if (StorageTrouble.IsDamage(failure))
        {
            return data is not null
                ? data.Damaged(await data.DefectAsync(cancellationToken) ?? reason)
                : $"What the storage holds is damaged, incomplete, or another program's: {reason}{WayOut}";
        }

        return $"The storage account cannot be used: {reason}{WayOut}";
    }

    /// <summary>Stops Azurite if this started it.</summary>
    public ValueTask DisposeAsync() => azurite?.DisposeAsync() ?? ValueTask.CompletedTask;

    private string WayOut => azurite is { IsOwned: false }
        ? $" (the Azurite at port {azurite.Ports.Blob} was running already; stop it, or choose three free ports with --azurite-port)"
        : "";

    private static StorageOptions? Configured()
    {
        if (Variable("") is { } connection)
        {
            return connection.TrimEnd(';').Equals(DevelopmentStorage, StringComparison.OrdinalIgnoreCase)
                ? null
                : new() { ConnectionString = connection };
        }

        return Variable("__accountName") is { } account
            ? new() { AccountName = account, ClientId = Variable("__clientId") }
            : null;
    }

    private static string? Variable(string suffix) =>
        Environment.GetEnvironmentVariable(StorageOptions.Section + suffix) is { Length: > 0 } value ? value : null;
}
