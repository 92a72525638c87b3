namespace Soak.Kills;

/// <summary>
/// A night beneath which the storage goes away and comes again, a few seconds each time. What is stored in the end is what an
/// undisturbed night stores, and the host never ended.
/// </summary>
/// <param name="options">How it goes.</param>
/// <param name="scene">The grants and the hosts.</param>
internal sealed class EmulatorStops(KillOptions options, KillScene scene)
{
    private static readonly TimeSpan LongestAway = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Runs it.</summary>
    public async Task RunAsync()
    {
        await using var calmStorage = new OwnAzurite();
        await calmStorage.StartAsync();
        var before = scene.Elapsed;
        var storage = await scene.DropAsync(calmStorage.Account);
        await scene.FinishAsync(calmStorage.Account);
        var (took, calm) = (scene.Elapsed - before, await StoredNight.ReadAsync(storage));
        await calmStorage.StopAsync();
        await scene.SayAsync($"undisturbed: {took.TotalSeconds:0} s, {calm.Values.Count} values; {calm.Run}");

        var stops = 0;
        for (var night = 1; stops < options.Kills; night++)
        {
            await using var azurite = new OwnAzurite();
            await azurite.StartAsync();
            storage = await scene.DropAsync(azurite.Account);
            await using var host = KillScene.Start(azurite.Account, stays: true);
            var earlier = stops;
            while (stops < options.Kills)
            {
                await Task.Delay(scene.Life(took / 4));
                if ((await StoredNight.ReadAsync(storage)).IsCompleted) break;

                await azurite.StopAsync();
                await Task.Delay(scene.Life(LongestAway));
                await azurite.StartAsync();
                stops++;
                if (host.HasEnded) break;
            }

            var started = scene.Elapsed;
            while (!host.HasEnded && !(await StoredNight.ReadAsync(storage)).IsCompleted && scene.Elapsed - started < Patience) await Task.Delay(Poll);
            var waited = scene.Elapsed - started;
            var isUp = !host.HasEnded;
            if (isUp) await host.SignalAsync("TERM");
            var ended = await host.EndAsync();
            if (!isUp || ended.ExitCode != 0) scene.Wrong.Add($"night {night}, stop {stops}: the host ended with {ended.ExitCode}{(isUp ? "" : ", by itself")}: {ended.Output}{ended.Error}");
            await scene.FinishAsync(azurite.Account);
            var differences = (await StoredNight.ReadAsync(storage)).DifferencesFrom(calm).ToList();
            scene.Wrong.AddRange(differences.Select(difference => $"night {night}: {difference}"));
            await scene.SayAsync($"night {night}: {stops - earlier} stops, {waited.TotalSeconds:0} s to its end after the last, {differences.Count} differences");
        }
    }
}
