using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using Pricing.Pipeline.Storage;
using Soak.Kills;
using Testing;

namespace Soak.Loads;

/// <summary>
/// A night of many grants, undisturbed and under a flood of questions for prices, one after the other on one machine: the flood may make
/// it slower, but only so much, and no value is lost.
/// </summary>
/// <param name="grants">How many grants.</param>
/// <param name="connections">How many connections ask for prices.</param>
/// <param name="progress">Where it says how far it is.</param>
/// <param name="settings">Settings of the host, as variables of its environment; null for none.</param>
internal sealed class LoadSoak(int grants, int connections, TextWriter progress, IReadOnlyDictionary<string, string?>? settings = null)
{
    /// <summary>How many times as long it may take.</summary>
    public const double MostRatio = 3;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private readonly List<string> wrong = [];

    /// <summary>What was otherwise than it should be.</summary>
    public IReadOnlyList<string> Wrong => wrong;

    /// <summary>How many times as long as the undisturbed night the flooded one took.</summary>
    public double Ratio { get; private set; }

    /// <summary>What the flood was answered.</summary>
    public IReadOnlyDictionary<string, long> Answers { get; private set; } = new Dictionary<string, long>();

    /// <summary>Runs it.</summary>
    /// <param name="azurite">Where the storage is.</param>
    public async Task RunAsync(AzuriteFixture azurite)
    {
        var (calm, expected) = await NightAsync(azurite, isFlooded: false);
        var (flooded, stored) = await NightAsync(azurite, isFlooded: true);
        wrong.AddRange(stored.DifferencesFrom(expected));
        if (expected.Values.Count < grants) wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{expected.Values.Count} values of {grants} grants"));
        wrong.AddRange(Answers.Keys.Where(answer => answer is not ("200" or "400" or "429" or "503" or "no answer")).Select(answer => $"answers {answer}"));
        Ratio = flooded / calm;
        foreach (var (answer, times) in Answers.OrderBy(answer => answer.Key, StringComparer.Ordinal))
            await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"answered {answer}: {times:N0}"));
    }

    private async Task<(TimeSpan Took, StoredNight Stored)> NightAsync(AzuriteFixture azurite, bool isFlooded)
    {
        var account = await azurite.NewAccountAsync();
        var storage = StorageClients.Create(account);
        await storage.CreateAsync(CancellationToken.None);
        await ManyGrants.DropAsync(storage, grants);
        var ports = FreePort.Next(2).Select(port => port.ToString(CultureInfo.InvariantCulture)).ToList();
        var watch = Stopwatch.StartNew();
        await using var host = LocalProgram.Start(
            ["--once", "--port", ports[0], "--feed-port", ports[1]],
            new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>()) { ["AzureWebJobsStorage"] = account.ConnectionString, ["AzureWebJobsStorage__accountName"] = null });
        using var stop = new CancellationTokenSource();
        var flood = new Flood(new($"http://127.0.0.1:{ports[0]}"), isFlooded ? connections : 0);
        var flooding = Task.Run(() => flood.RunAsync(stop.Token));
        var ended = host.EndAsync();
        while (!ended.IsCompleted && !await IsOverAsync(storage)) await Task.WhenAny(ended, Task.Delay(Poll));
        var took = watch.Elapsed;
        var result = await ended;
        await stop.CancelAsync();
        await flooding;
        if (result.ExitCode != 0) wrong.Add($"the host ended with {result.ExitCode}: {result.Error}");
        var stored = await StoredNight.ReadAsync(storage);
        if (isFlooded) Answers = flood.Answers;
        await progress.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{(isFlooded ? $"flooded on {connections} connections" : "undisturbed")}: {took.TotalSeconds:0.0} s, {stored.Values.Count} values; {stored.Run}"));
        return (took, stored);
    }

    private static async Task<bool> IsOverAsync(PipelineStorage storage) => await storage.Runs
        .QueryAsync<TableEntity>("PartitionKey ge '0' and PartitionKey lt ':'", select: ["status"])
        .AnyAsync(run => run.GetString("status") == "Completed");
}
