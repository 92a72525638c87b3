using System.Diagnostics;
using System.Globalization;
using Pricing.Pipeline.Storage;
using Testing;

namespace Soak.Kills;

/// <summary>Many grants in a file that was dropped, and the hosts that work on it as processes of their own.</summary>
/// <param name="options">How it goes.</param>
/// <param name="progress">Where it says how far it is.</param>
internal sealed class KillScene(KillOptions options, TextWriter progress)
{
    /// <summary>The shortest time before an end.</summary>
    public static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(1);

    private readonly Random random = new(options.Seed);
    private readonly Stopwatch watch = Stopwatch.StartNew();

    /// <summary>How long it has taken so far.</summary>
    public TimeSpan Elapsed => watch.Elapsed;

    /// <summary>What ended otherwise.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>Says something.</summary>
    public Task SayAsync(FormattableString text) => progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{text.ToString(CultureInfo.InvariantCulture)}, {watch.Elapsed.TotalSeconds:0} s"));

    /// <summary>A random time from one second to the longest.</summary>
    /// <param name="longest">What an undisturbed one takes.</param>
    public TimeSpan Life(TimeSpan longest)
    {
        if (options.Within > 0) longest = TimeSpan.FromSeconds(options.Within);
        return longest > ShortestLife ? ShortestLife + (random.NextDouble() * (longest - ShortestLife)) : ShortestLife;
    }

    /// <summary>One of several at random.</summary>
    /// <param name="count">How many.</param>
    public int Pick(int count) => random.Next(count);

    /// <summary>Drops the file into an account that is empty.</summary>
    /// <param name="account">The account.</param>
    public async Task<PipelineStorage> DropAsync(StorageOptions account)
    {
        var storage = StorageClients.Create(account);
        await storage.CreateAsync(CancellationToken.None);
        await ManyGrants.DropAsync(storage, options.Grants);
        return storage;
    }

    /// <summary>Starts a host.</summary>
    /// <param name="account">What it works on.</param>
    /// <param name="hasNights">Whether it values the nights that are due.</param>
    /// <param name="stays">Whether it stays when nothing is left to do.</param>
    public static LocalProgram Start(StorageOptions account, bool hasNights = true, bool stays = false) =>
        LocalProgram.Start(Arguments(stays), Environment(account, hasNights));

    /// <summary>Lets a host do what is left.</summary>
    /// <param name="account">What it works on.</param>
    /// <param name="hasNights">Whether it values the nights that are due.</param>
    public async Task FinishAsync(StorageOptions account, bool hasNights = true)
    {
        var result = await LocalProgram.RunAsync(Arguments(stays: false), Environment(account, hasNights));
        if (result.ExitCode != 0) Wrong.Add($"the last host ended with {result.ExitCode}: {result.Error}");
    }

    /// <summary>Ends a host as a crash does.</summary>
    /// <param name="host">The host.</param>
    public static async Task CrashAsync(LocalProgram host)
    {
        host.Crash();
        await host.EndAsync();
        await host.DisposeAsync();
    }

    /// <summary>What the environment of a program says.</summary>
    /// <param name="account">What it works on.</param>
    /// <param name="hasNights">Whether it values the nights that are due.</param>
    public static Dictionary<string, string?> Environment(StorageOptions account, bool hasNights) => new()
    {
        ["AzureWebJobsStorage"] = account.ConnectionString,
        ["AzureWebJobsStorage__accountName"] = null,
        ["Night__Scheduled"] = hasNights ? "true" : "false",
    };

    private static string[] Arguments(bool stays)
    {
        var ports = FreePort.Next(2);
        string[] where = ["--port", Text(ports[0]), "--feed-port", Text(ports[1])];
        return stays ? where : ["--once", .. where];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
