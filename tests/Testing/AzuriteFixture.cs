using System.Collections.Concurrent;
using System.Globalization;
using Pricing.Pipeline.Storage;
using PricingFunctions.Local;
using PricingFunctions.Local.Azurite;

namespace Testing;

/// <summary>
/// Azurite in memory for the tests of a process, on ports of the system's choice, started when the first test asks. The
/// pipeline's tables and containers have fixed names, so every test gets an account of its own: Azurite keeps accounts
/// apart, and a fresh one is empty. All accounts of an Azurite are in the same lists, and what it deletes makes it sort
/// them anew, so it gets slower with all that it was ever given: after some accounts the next ones are those of another.
/// <code>[assembly: AssemblyFixture(typeof(AzuriteFixture))]</code>
/// </summary>
public sealed class AzuriteFixture : IAsyncDisposable
{
    private const int AccountsOfOne = 100;
    private const string Key = "dGVzdA==";

    private static readonly ConcurrentDictionary<string, StorageOptions> Made = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<int, Lazy<Task<AzuriteProcess>>> started = new();
    private int accounts;

    /// <summary>An empty account.</summary>
    /// <returns>How it is reached.</returns>
    public async Task<StorageOptions> NewAccountAsync()
    {
        var number = Interlocked.Increment(ref accounts) - 1;
        var running = await started.GetOrAdd(number / AccountsOfOne, which => new(() => StartAsync(which))).Value;
        var account = Account(number);
        return Made[account.Name] = new() { ConnectionString = running.ConnectionString(account) };
    }

    /// <summary>How the account of a storage is reached, for what is beside the pipeline in it.</summary>
    /// <param name="storage">A storage that a fixture of this process made.</param>
    public static StorageOptions AccountOf(PipelineStorage storage) => Made[storage.Ledger.AccountName];

    /// <summary>Makes an account known that no fixture made.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="account">How it is reached.</param>
    internal static void Know(string name, StorageOptions account) => Made[name] = account;

    /// <summary>An empty account with the pipeline's tables and containers.</summary>
    /// <param name="cancellationToken">Stops the making.</param>
    /// <param name="hook">Told of what becomes of the pipeline's requests; null where nobody wants to know.</param>
    public async Task<PipelineStorage> NewStorageAsync(CancellationToken cancellationToken, StorageHook? hook = null)
    {
        var account = await NewAccountAsync();
        var storage = hook is null ? StorageClients.Create(account) : hook.Create(account);
        await storage.CreateAsync(cancellationToken);
        return storage;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await PipelineHost.EndAllAsync();
        foreach (var start in started.Values.Select(azurite => azurite.Value).Where(start => start.IsCompletedSuccessfully))
            await (await start).DisposeAsync();
    }

    private static Task<AzuriteProcess> StartAsync(int which) => AzuriteProcess.StartAsync(
        new()
        {
            Root = RepositoryRoot.Find(),
            Ports = AzuritePorts.Free,
            Accounts = [.. Enumerable.Range(which * AccountsOfOne, AccountsOfOne).Select(Account)],
        },
        progress: null,
        CancellationToken.None);

    private static AzuriteAccount Account(int number) =>
        new(string.Create(CultureInfo.InvariantCulture, $"test{number:D4}"), Key);
}
