using Pricing.Pipeline.Storage;
using Testing;

namespace Soak.Kills;

/// <summary>
/// Nights of many grants whose hosts are killed at random moments, from the taking in of the grants to the end of the night. What is
/// stored in the end is what an undisturbed night stores.
/// </summary>
/// <param name="options">How it goes.</param>
/// <param name="scene">The grants and the hosts.</param>
internal sealed class NightKills(KillOptions options, KillScene scene)
{
    private int whileTakenIn;
    private int whileValued;

    private bool IsEnough => whileTakenIn + whileValued >= options.Kills;

    /// <summary>Runs it.</summary>
    public async Task RunAsync()
    {
        await using var azurite = new AzuriteFixture();
        var account = await azurite.NewAccountAsync();
        var storage = await scene.DropAsync(account);
        var before = scene.Elapsed;
        await scene.FinishAsync(account);
        var (took, calm) = (scene.Elapsed - before, await StoredNight.ReadAsync(storage));
        await scene.SayAsync($"undisturbed: {took.TotalSeconds:0} s, {calm.Values.Count} values; {calm.Run}");
        for (var night = 1; !IsEnough; night++)
        {
            account = await azurite.NewAccountAsync();
            storage = await scene.DropAsync(account);
            var kills = await KillAsync(account, storage, took);
            await scene.FinishAsync(account);
            var differences = (await StoredNight.ReadAsync(storage)).DifferencesFrom(calm).ToList();
            scene.Wrong.AddRange(differences.Select(difference => $"night {night}: {difference}"));
            await scene.SayAsync($"night {night}: {kills} kills, {differences.Count} differences; {whileTakenIn} kills while grants were taken in and {whileValued} after that so far");
        }
    }

    /// <summary>Kills hosts until the night is done or enough were killed.</summary>
    private async Task<int> KillAsync(StorageOptions account, PipelineStorage storage, TimeSpan longest)
    {
        var hosts = Enumerable.Range(0, options.Hosts).Select(_ => KillScene.Start(account)).ToList();
        var killed = 0;
        while (!IsEnough)
        {
            await Task.Delay(scene.Life(longest));
            var which = scene.Pick(hosts.Count);
            var isTakenIn = await StoredNight.CountAsync(storage.Grants) >= options.Grants;
            if ((await StoredNight.ReadAsync(storage)).IsCompleted) break;

            await KillScene.CrashAsync(hosts[which]);
            killed++;
            if (isTakenIn) whileValued++;
            else whileTakenIn++;
            hosts[which] = KillScene.Start(account);
        }

        foreach (var host in hosts) await KillScene.CrashAsync(host);
        return killed;
    }
}
