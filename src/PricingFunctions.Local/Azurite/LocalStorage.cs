using Pricing.Pipeline.Storage;

namespace PricingFunctions.Local.Azurite;

/// <summary>The storage of the local host: the account that the environment names, or Azurite.</summary>
internal sealed class LocalStorage : IAsyncDisposable
{
    private const string DevelopmentStorage = "UseDevelopmentStorage=true";

    private readonly AzuriteProcess? azurite;

    private LocalStorage(StorageOptions options, string description, AzuriteProcess? azurite)
    {
        Options = options;
        Description = description;
        this.azurite = azurite;
    }

    /// <summary>How the account is reached.</summary>
    public StorageOptions Options { get; }

    /// <summary>The account, for people; without a key.</summary>
    public string Description { get; }

    /// <summary>Takes the account that AzureWebJobsStorage names, or else starts Azurite.</summary>
    /// <param name="settings">How Azurite would be started.</param>
    /// <param name="progress">Told of each step that may take over a second.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SetupException">Azurite cannot be had.</exception>
    public static async Task<LocalStorage> OpenAsync(
        AzuriteSettings settings, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        if (Configured() is { } configured)
        {
            return new(
                configured, configured.AccountName ?? $"the account of {StorageOptions.Section}", azurite: null);
        }

        if (settings.DataFolder is { } folder) MakeFolder(folder);
        var azurite = await AzuriteProcess.StartAsync(settings, progress, cancellationToken);
        var ports = azurite.Ports;
        return new(
            new() { ConnectionString = azurite.ConnectionString() },
            $"Azurite at 127.0.0.1:{ports.Blob}, {ports.Queue}, {ports.Table}"
            + (azurite.IsOwned ? $", data in {settings.DataFolder}" : ", which was running already"),
            azurite);
    }

    /// <summary>Stops Azurite if this started it.</summary>
    public ValueTask DisposeAsync() => azurite?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SetupException(
                $"The folder {folder} cannot be made ({refused.Message.Split('\n')[0].Trim()}); choose another one with --data.");
        }
    }

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
