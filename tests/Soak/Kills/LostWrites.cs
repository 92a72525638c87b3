using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;
using Testing;

namespace Soak.Kills;

/// <summary>
/// An emulator that is killed while a night writes, and so loses what it acknowledged in its last seconds; or one of whose services
/// lost what it acknowledged while a night was made, and the others nothing. <c>verify</c> finds what is missing, or nothing is; then another
/// version of the date is asked for, after which <c>verify</c> finds nothing but what is of the first one: its files, its root, and values
/// whose facts came again later than it says, each of which the other version stored again.
/// </summary>
/// <param name="options">How it goes.</param>
/// <param name="scene">The grants and the hosts.</param>
internal sealed class LostWrites(KillOptions options, KillScene scene)
{
    private static readonly DateOnly Date = new(2013, 7, 11);
    private const string All = "all";
    private const string Differs = "DIFFERS ";
    private const string Values = "valuations ";
    private const string FirstRun = "2013-07-11 v1";

    /// <summary>Its services write to the disk one by one, so one may have lost what the others still hold.</summary>
    private static readonly string[] Lost = ["table", "blob", All];

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private int known;

    /// <summary>Runs it.</summary>
    public async Task RunAsync()
    {
        await using var before = new OwnAzurite();
        await before.StartAsync();
        var from = scene.Elapsed;
        await scene.DropAsync(before.Account);
        await scene.FinishAsync(before.Account);
        var took = scene.Elapsed - from;
        await scene.SayAsync($"undisturbed: {took.TotalSeconds:0} s; {await VerifyAsync(before.Account)}");
        await before.StopAsync();
        for (var kill = 1; kill <= options.Kills; kill++) await KillAsync(kill, took);
        await scene.SayAsync($"verify found what was lost after {known} of {options.Kills}");
    }

    private async Task KillAsync(int kill, TimeSpan took)
    {
        await using var azurite = new OwnAzurite();
        await azurite.StartAsync();
        var storage = await scene.DropAsync(azurite.Account);
        await azurite.StopAsync();
        await azurite.StartAsync();
        var host = KillScene.Start(azurite.Account);
        while (await StoredNight.CountAsync(storage.Valuations) == 0) await Task.Delay(Poll);
        await Task.Delay(scene.Life(took / 2) - KillScene.ShortestLife);
        var lost = Lost[kill % Lost.Length];
        if (lost == All)
        {
            await azurite.CrashAsync();
            await KillScene.CrashAsync(host);
        }
        else
        {
            azurite.Keep(lost);
            await host.EndAsync();
            await host.DisposeAsync();
            await azurite.StopAsync();
            azurite.PutBack();
        }

        await azurite.StartAsync();
        var found = await VerifyAsync(azurite.Account);
        await scene.FinishAsync(azurite.Account);
        var goneOn = await VerifyAsync(azurite.Account);
        await new RunStore(storage).AddNextAsync(
            new() { Date = Date, Version = 1, Status = RunStatus.Requested, Reason = "writes were lost", AskedBy = "soak", AskedAt = TimeProvider.System.GetUtcNow(), Issuers = "" },
            CancellationToken.None);
        await scene.FinishAsync(azurite.Account);
        var repaired = await VerifyAsync(azurite.Account);
        await scene.SayAsync($"kill {kill}, {Lost[kill % Lost.Length]}: {found}\n  gone on with: {goneOn}\n  another version: {repaired}; {(await StoredNight.ReadAsync(storage)).Run}");
        if (Differing(repaired).FirstOrDefault(place => !place.Replace('/', ' ').Contains(FirstRun, StringComparison.Ordinal)) is { } lasting)
            scene.Wrong.Add($"kill {kill}: another version leaves {lasting}");
        var doubtful = Differing(repaired).Where(place => place.StartsWith(Values, StringComparison.Ordinal)).Select(place => place.Split(" v1")[0]).Distinct().Count();
        var storedAgain = (await new RunStore(storage).GetAsync(new(Date, 2), CancellationToken.None)).Rows;
        if (doubtful > storedAgain) scene.Wrong.Add($"kill {kill}: {doubtful} values cannot be proven, and another version stored {storedAgain} again");
        if (Differing(found).Any()) known++;
    }

    /// <summary>The places that <c>verify</c> names; what it says instead, where it could not be carried out.</summary>
    private static IEnumerable<string> Differing(string verified) => verified.StartsWith("0 ", StringComparison.Ordinal)
        ? []
        : verified.Split(" | ").Where(line => line.StartsWith(Differs, StringComparison.Ordinal)).Select(line => line[Differs.Length..]).DefaultIfEmpty(verified);

    /// <summary>The exit code of <c>verify</c>, and what it says.</summary>
    private static async Task<string> VerifyAsync(StorageOptions account)
    {
        var result = await LocalProgram.RunAsync(["verify", "--all"], KillScene.Environment(account, hasNights: false));
        return $"{result.ExitCode} {string.Join(" | ", (result.Output + result.Error).Split('\n', StringSplitOptions.RemoveEmptyEntries))}";
    }
}
