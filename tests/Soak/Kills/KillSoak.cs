using System.Diagnostics;
using System.Globalization;
using System.Text;
using Pricing.Pipeline.Storage;
using Testing;

namespace Soak.Kills;

/// <summary>
/// Nights of many grants whose hosts are killed at random moments, from the taking in of the grants to the end of the night. What is
/// stored in the end is what an undisturbed night stores.
/// </summary>
/// <param name="options">How it goes.</param>
/// <param name="progress">Where it says how far it is.</param>
internal sealed class KillSoak(KillSoak.Options options, TextWriter progress)
{
    private static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(1);

    private readonly Random random = new(options.Seed);
    private readonly List<string> wrong = [];
    private int whileTakenIn;
    private int whileValued;

    /// <summary>How it goes.</summary>
    /// <param name="Grants">How many grants.</param>
    /// <param name="Kills">How many hosts are killed.</param>
    /// <param name="Seed">The seed of the moments.</param>
    /// <param name="Hosts">How many work on one hub; one of them is killed each time.</param>
    /// <param name="Within">The longest life of a host before it is killed, in seconds; 0 for as long as an undisturbed night takes.</param>
    public sealed record Options(int Grants, int Kills, int Seed, int Hosts, int Within);

    /// <summary>Runs it.</summary>
    /// <returns>What was stored otherwise.</returns>
    public async Task<IReadOnlyList<string>> RunAsync()
    {
        await using var azurite = new AzuriteFixture();
        var watch = Stopwatch.StartNew();
        var (account, storage) = await NewAsync(azurite);
        await FinishAsync(account);
        var (took, calm) = (watch.Elapsed, await StoredNight.ReadAsync(storage));
        await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"undisturbed: {took.TotalSeconds:0} s, {calm.Values.Count} values; {calm.Run}"));
        var longest = options.Within > 0 ? TimeSpan.FromSeconds(options.Within) : took;
        for (var night = 1; whileTakenIn + whileValued < options.Kills; night++)
        {
            (account, storage) = await NewAsync(azurite);
            var kills = await KillAsync(account, storage, longest);
            await FinishAsync(account);
            var differences = (await StoredNight.ReadAsync(storage)).DifferencesFrom(calm).ToList();
            wrong.AddRange(differences.Select(difference => string.Create(CultureInfo.InvariantCulture, $"night {night}: {difference}")));
            await progress.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"night {night}: {kills} kills, {differences.Count} differences; {whileTakenIn} kills while grants were taken in and {whileValued} after that so far, {watch.Elapsed.TotalSeconds:0} s"));
        }

        return wrong;
    }

    private static string[] Arguments()
    {
        var ports = FreePort.Next(2);
        return ["--once", "--port", Text(ports[0]), "--feed-port", Text(ports[1])];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Dictionary<string, string?> Environment(StorageOptions account) => new()
    {
        ["AzureWebJobsStorage"] = account.ConnectionString,
        ["AzureWebJobsStorage__accountName"] = null,
        // A night is asked for each second, also while files are taken in.
        ["Night__Schedule"] = "* * * * * *",
    };

    private static LocalProgram Start(StorageOptions account) => LocalProgram.Start(Arguments(), Environment(account));

    /// <summary>Kills hosts until the night is done or enough were killed.</summary>
    private async Task<int> KillAsync(StorageOptions account, PipelineStorage storage, TimeSpan longest)
    {
        var hosts = Enumerable.Range(0, options.Hosts).Select(_ => Start(account)).ToList();
        var killed = 0;
        while (whileTakenIn + whileValued < options.Kills)
        {
            var life = ShortestLife + (random.NextDouble() * (longest - ShortestLife));
            await Task.Delay(life);
            var which = random.Next(hosts.Count);
            var isTakenIn = await StoredNight.CountAsync(storage.Grants) >= options.Grants;
            var isOver = (await StoredNight.ReadAsync(storage)).Run.Contains("Completed", StringComparison.Ordinal);
            if (isOver) break;

            hosts[which].Crash();
            await hosts[which].EndAsync();
            killed++;
            if (isTakenIn) whileValued++;
            else whileTakenIn++;
            hosts[which] = Start(account);
        }

        foreach (var host in hosts)
        {
            host.Crash();
            await host.DisposeAsync();
        }

        return killed;
    }

    private async Task FinishAsync(StorageOptions account)
    {
        var result = await LocalProgram.RunAsync(Arguments(), Environment(account));
        if (result.ExitCode != 0) wrong.Add($"the last host ended with {result.ExitCode}: {result.Error}");
    }

    private async Task<(StorageOptions Account, PipelineStorage Storage)> NewAsync(AzuriteFixture azurite)
    {
        var account = await azurite.NewAccountAsync();
        var storage = StorageClients.Create(account);
        await storage.CreateAsync(CancellationToken.None);
        var text = new StringBuilder(
            "issuer,grant_id,security_code,currency,allotment_date,window_from,window_to,exercise_start,exercise_end,exercise_price,shares_per_right,maximum_rights,allotted_rights,expected_remaining_years,policy\n");
        foreach (var number in Enumerable.Range(0, options.Grants))
            text.Append(CultureInfo.InvariantCulture, $"I{number % 50:00},many-{number:D5},3774,JPY,2013-07-11,2005-12-02,2013-07-11,2013-07-12,2043-07-11,1,200,135,135,15,iij-practice\n");
        await storage.GrantBatches.UploadBlobAsync("many.csv", BinaryData.FromString(text.ToString()));
        return (account, storage);
    }
}
