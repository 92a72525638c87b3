using Azure.Data.Tables;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;

namespace Soak.Kills;

/// <summary>
/// An emulator that is killed while a night writes, and so loses what it acknowledged in its last seconds; or one of whose services
/// lost what it acknowledged while a night was made, and the others nothing. Another version of the date is asked for then, and
/// <c>verify</c> finds that one whole, and of the first one nothing but what no run brings again.
/// </summary>
/// <param name="options">How it goes.</param>
/// <param name="scene">The grants and the hosts.</param>
internal sealed class LostWrites(KillOptions options, KillScene scene)
{
    private static readonly DateOnly Date = new(2013, 7, 11);
    private const string All = "all";
    private const string Blob = "blob";
    private const string Table = "table";
    private const string FirstRun = "runs 2013-07-11 v1";
    private const string Values = "valuations ";
    private const string FirstValue = " 2013-07-11 v1";
    private const int Alike = 0;
    private const int Unchecked = 1;
    private const int Otherwise = 3;

    /// <summary>Its services write to the disk one by one, so one may have lost what the others still hold.</summary>
    private static readonly string[] Lost = [Table, Blob, All];

    private static readonly string[] FilesOfTheFirstRun = ["runs/2013-07-11/v1/", "2013-07-11/v1/"];
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
        var calm = await Verified.RunAsync(before.Account, "--all");
        if (calm.ExitCode != Alike) scene.Wrong.Add($"undisturbed: {calm.Text}");
        await scene.SayAsync($"undisturbed: {took.TotalSeconds:0} s; {calm.Text}");
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
        var found = await Verified.RunAsync(azurite.Account, "--all");
        await scene.FinishAsync(azurite.Account);
        var goneOn = await Verified.RunAsync(azurite.Account, "--all");
        await new RunStore(storage).AddNextAsync(
            new() { Date = Date, Version = 1, Status = RunStatus.Requested, Reason = "writes were lost", AskedBy = "soak", AskedAt = TimeProvider.System.GetUtcNow(), Issuers = "" },
            CancellationToken.None);
        await scene.FinishAsync(azurite.Account);
        var repaired = await Verified.RunAsync(azurite.Account, "--all");
        var second = await Verified.RunAsync(azurite.Account, "--run", "2013-07-11/2");
        await scene.SayAsync($"kill {kill}, {lost}: {found.Text}\n  gone on with: {goneOn.Text}\n  another version: {repaired.Text}\n  it alone: {second.Text}; {(await StoredNight.ReadAsync(storage)).Run}");
        foreach (var verified in (Verified[])[found, goneOn, repaired])
        {
            if (verified.ExitCode is Alike or Otherwise || (verified == found && IsOfAnOpenRun(found))) continue;

            scene.Wrong.Add($"kill {kill}: verify ended with {verified.Text}");
        }

        foreach (var what in Lasting(lost, goneOn, repaired, second).Concat(await NotStoredAgainAsync(storage, repaired))) scene.Wrong.Add($"kill {kill}, {lost}: {what}");
        if (found.ExitCode == Otherwise) known++;
    }

    /// <summary>What another version should have mended and did not.</summary>
    private static IEnumerable<string> Lasting(string lost, Verified goneOn, Verified repaired, Verified second)
    {
        if (lost == All && goneOn.ExitCode != Alike && repaired.ExitCode != Alike)
            yield return $"the emulator lost what neither the next host nor another version brings: {repaired.Text}";
        if (repaired.Differing.FirstOrDefault(finding => !MayStay(lost, finding)) is { } lasting) yield return $"another version leaves {lasting}";
        if (repaired.NotChecked.Concat(second.NotChecked).FirstOrDefault(finding => !IsGrantOfALostFile(lost, finding)) is { } hidden) yield return $"another version leaves {hidden}";
        if (second.Differing.Count > 0 || second.ExitCode is not (Alike or Unchecked)) yield return $"another version is not whole by itself: {second.Text}";
    }

    /// <summary>
    /// What no run brings again. Of blobs that were set back: the files of the first run, what the log of settings had for it, and its
    /// values, whose facts came again later than they say. Of tables: the root, which is that of rows that are gone.
    /// </summary>
    private static bool MayStay(string lost, Verified.Finding finding) => lost switch
    {
        Blob => FilesOfTheFirstRun.Any(folder => finding.Place.StartsWith(folder, StringComparison.Ordinal))
            || (finding.Place, finding.Field) == (FirstRun, "settings")
            || IsFirstValue(finding),
        Table => (finding.Place, finding.Field) == (FirstRun, "root"),
        _ => false,
    };

    /// <summary>Where the bytes of a file are lost, the grants that came in it cannot be compared with it.</summary>
    private static bool IsGrantOfALostFile(string lost, Verified.Finding finding) => lost == Blob
        && finding.Place.StartsWith("grants ", StringComparison.Ordinal)
        && finding.Reason.StartsWith("source not kept", StringComparison.Ordinal);

    /// <summary>Before the next host goes on, the run may be one whose link is there already and whose row is not completed: whether the chain ends there cannot be said yet.</summary>
    private static bool IsOfAnOpenRun(Verified found) => found.ExitCode == Unchecked
        && found.NotChecked is [{ Place: "runs/chain.json" } chain]
        && chain.Reason.EndsWith(" is being completed", StringComparison.Ordinal);

    private static bool IsFirstValue(Verified.Finding finding) =>
        finding.Place.StartsWith(Values, StringComparison.Ordinal) && finding.Place.EndsWith(FirstValue, StringComparison.Ordinal);

    /// <summary>The values that cannot be proven and of which the other version stored none. Where more differs than is named, each value may be one.</summary>
    private static async Task<IReadOnlyList<string>> NotStoredAgainAsync(PipelineStorage storage, Verified repaired)
    {
        var rows = await storage.Valuations
            .QueryAsync<TableEntity>(select: ["PartitionKey", "grantId", "runVersion"])
            .Where(row => row.GetString("grantId") is not null)
            .Select(row => (Grant: $"{row.PartitionKey.Split('|')[0]} {row.GetString("grantId")}", Run: row.GetInt32("runVersion")))
            .ToListAsync();
        var doubtful = repaired.NamesAll
            ? repaired.Differing.Where(IsFirstValue).Select(finding => finding.Place[Values.Length..^FirstValue.Length])
            : rows.Where(row => row.Run == 1).Select(row => row.Grant);
        List<string> missing = [.. doubtful.Except(rows.Where(row => row.Run == 2).Select(row => row.Grant))];
        return missing is [var first, ..] ? [$"{missing.Count} values cannot be proven, and another version stored none of them again, such as {first}"] : [];
    }
}
