using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Pricing.Pipeline.Storage;

namespace PricingFunctions.Local.Hosting;

/// <summary>
/// Whether a host has the samples. A storage that was begun without them says so in its ledger, and never gets them: what
/// is made up must not come among a company's own figures.
/// </summary>
/// <param name="root">The repository's top folder, where the samples are.</param>
/// <param name="user">What the settings want.</param>
/// <param name="account">The account.</param>
internal sealed class SampleChoice(string root, IConfiguration user, StorageOptions account)
{
    private const string Partition = "host";
    private const string Row = "samples";

    private readonly PipelineStorage storage = StorageClients.Create(account);

    /// <summary>Decides for a host that stays up, and notes it where the samples are not wanted.</summary>
    /// <param name="isWanted">Whether the command line wants them.</param>
    /// <param name="dataFolder">The data folder, for people.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="SetupException">They are not wanted, and they are there.</exception>
    public async Task<bool> DecideAsync(bool isWanted, string dataFolder, CancellationToken cancellationToken)
    {
        if (isWanted && IsWanted())
            return !HostSettings.HasKey(user) && !await IsOwnAsync(cancellationToken);

        if (!await NoteOwnAsync(cancellationToken) && !HostSettings.HasKey(user))
        {
            throw new SetupException(
                $"The samples are in {dataFolder} already; choose another folder with --data to begin without them.");
        }

        return false;
    }

    /// <summary>Notes that the storage is begun without samples, unless it has them.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>Whether it has none.</returns>
    public async Task<bool> NoteOwnAsync(CancellationToken cancellationToken)
    {
        await storage.CreateAsync(cancellationToken);
        if (await HasSamplesAsync(cancellationToken)) return false;

        await storage.Ledger.UpsertEntityAsync(new TableEntity(Partition, Row), cancellationToken: cancellationToken);
        return true;
    }

    private bool IsWanted() => user[HostSettings.Samples] switch
    {
        null or "" => true,
        var text when bool.TryParse(text, out var wanted) => wanted,
        var text => throw new SetupException($"{HostSettings.Samples} = {text}: must be true or false."),
    };

    private async Task<bool> IsOwnAsync(CancellationToken cancellationToken) =>
        (await storage.Ledger.GetEntityIfExistsAsync<TableEntity>(Partition, Row, cancellationToken: cancellationToken)).HasValue;

    private async Task<bool> HasSamplesAsync(CancellationToken cancellationToken)
    {
        foreach (var file in SampleBatches.Files(root))
        {
            if (await storage.GrantBatches.GetBlobClient(Path.GetFileName(file)).ExistsAsync(cancellationToken)) return true;
        }

        return false;
    }
}
