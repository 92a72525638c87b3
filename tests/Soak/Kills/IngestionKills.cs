using System.Text.RegularExpressions;
using Pricing.Pipeline.Storage;
using Soak.Crashes;
using Testing;
using Testing.InMemory;

namespace Soak.Kills;

/// <summary>
/// Hosts that are killed while they take a large file in. What is stored in the end, rows, kept bytes, record and report, is what an
/// undisturbed host stores.
/// </summary>
/// <param name="options">How it goes.</param>
/// <param name="scene">The grants and the hosts.</param>
internal sealed partial class IngestionKills(KillOptions options, KillScene scene)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private int killed;

    /// <summary>Runs it.</summary>
    public async Task RunAsync()
    {
        await using var azurite = new AzuriteFixture();
        var account = await azurite.NewAccountAsync();
        var storage = await scene.DropAsync(account);
        var before = scene.Elapsed;
        await scene.FinishAsync(account, hasNights: false);
        var (took, calm) = (scene.Elapsed - before, await ReadAsync(storage));
        await scene.SayAsync($"undisturbed: {took.TotalSeconds:0} s, {calm.Count} rows and blobs");
        for (var file = 1; killed < options.Kills; file++)
        {
            account = await azurite.NewAccountAsync();
            storage = await scene.DropAsync(account);
            var earlier = killed;
            while (killed < options.Kills && await KillAsync(account, storage, took)) killed++;
            await scene.FinishAsync(account, hasNights: false);
            var differences = StoredDifferences.Between(calm, await ReadAsync(storage));
            scene.Wrong.AddRange(differences.Take(4).Select(difference => $"file {file}: {difference} ({differences.Count})"));
            await scene.SayAsync($"file {file}: {killed - earlier} kills, {differences.Count} differences");
        }
    }

    /// <summary>Starts a host and kills it when it has stored rows of the file, at once or later.</summary>
    /// <returns>Whether it was killed while it took the file in; it may have been through before.</returns>
    private async Task<bool> KillAsync(StorageOptions account, PipelineStorage storage, TimeSpan longest)
    {
        var rows = await StoredNight.CountAsync(storage.Grants);
        var host = KillScene.Start(account, hasNights: false);
        while (!host.HasEnded && await StoredNight.CountAsync(storage.Grants) <= rows) await Task.Delay(Poll);
        await Task.Delay(scene.Life(longest) - KillScene.ShortestLife);
        var isThrough = await StoredRows.BlobsAsync(storage.GrantBatchReports) is not [] && await StoredNight.CountAsync(storage.Grants) >= options.Grants;
        await KillScene.CrashAsync(host);
        return !isThrough;
    }

    /// <summary>What it says of the blob that was dropped, without the tag by which the storage tells its versions apart.</summary>
    private static StoredItem WithoutTags(StoredItem row) => row with
    {
        Columns = row.Columns.ToDictionary(column => column.Key, column => Tag().Replace(column.Value, ""), StringComparer.Ordinal),
    };

    [GeneratedRegex("@0x[0-9A-F]+$")]
    private static partial Regex Tag();

    /// <summary>What a file leaves.</summary>
    private static async Task<IReadOnlyList<StoredItem>> ReadAsync(PipelineStorage storage) =>
    [
        .. (await StoredRows.ReadAsync(storage)).Where(row => row.Place.StartsWith("grants(", StringComparison.Ordinal)
            || row.Place.StartsWith("waiting(", StringComparison.Ordinal)
            || row.Place.StartsWith("ledger(file", StringComparison.Ordinal)
            || row.Place.StartsWith("ledger(batch", StringComparison.Ordinal)).Select(WithoutTags),
        .. await StoredRows.BlobsAsync(storage.GrantBatches, storage.Intake, storage.GrantBatchReports, storage.GrantBatchQuarantine),
    ];
}
