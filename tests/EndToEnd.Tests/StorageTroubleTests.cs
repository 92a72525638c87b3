using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Pricing.Pipeline.Storage;
using Testing;

namespace EndToEnd.Tests;

/// <summary>The storage of a machine is not as it should be: the program says so in one line with the way out, and ends.</summary>
public sealed class StorageTroubleTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly int azurite = FreePort.NextRange(3);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(folder.FullPath, "data");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Once_DamagedData_IsOneLineWithTheFolder()
    {
        Assert.Equal(0, (await RunAsync()).ExitCode);
        var index = Path.Combine(Data, "__azurite_db_blob__.json");
        var content = await File.ReadAllTextAsync(index, Cancellation);

        await File.WriteAllTextAsync(index, "", Cancellation);
        Refused(await RunAsync(), $"The data in {Data} is damaged or incomplete; delete it or choose another with --data (");

        // The values of a night that is done are in the tables.
        await File.WriteAllTextAsync(index, WithoutBlobs(content), Cancellation);
        Assert.Contains("647,000", (await RunAsync()).Output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(index, content, Cancellation);
        Directory.Delete(Path.Combine(Data, "__blobstorage__"), recursive: true);
        Refused(await RunAsync(), $"The data in {Data} is damaged or incomplete; delete it or choose another with --data (");
    }

    [Fact]
    public async Task Once_EmulatorOfOthersAccounts_IsOneLineWithTheWayOut()
    {
        await using var foreign = await OthersAzurite.StartAsync(azurite, "other:dGVzdA==", Cancellation);

        var result = await RunAsync();

        Refused(result, "The storage account cannot be used: ");
        Assert.EndsWith(
            $"(the Azurite at port {azurite} was running already; stop it, or choose three free ports with --azurite-port)",
            result.Error.TrimEnd(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_EmulatorWithOthersData_SaysSoWithoutAStackTrace()
    {
        await using var foreign = await OthersAzurite.StartAsync(azurite, accounts: null, Cancellation);
        var storage = StorageClients.Create(new() { ConnectionString = foreign.ConnectionString });
        await storage.CreateAsync(Cancellation);
        await storage.Runs.AddEntityAsync(
            new TableEntity("2013-07-11", Keys.Inverted(1)) { ["status"] = "Winning", ["horse"] = 7 }, Cancellation);

        var result = await RunAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("The row 2013-07-11 999998 is no RunRecord: ", Words(result.Output), StringComparison.Ordinal);
        Assert.Contains("The night of 2013-07-11 v1 failed: DamagedData table runs=2013-07-11 999998: ", Words(result.Output), StringComparison.Ordinal);
        NoTrace(result);
    }

    [Theory]
    [InlineData("mount -t tmpfs -o ro tmpfs {0}", "(Read-only file system")]
    [InlineData("mount -t tmpfs -o size=1m tmpfs {0} && ! cat /dev/zero >{0}/fill 2>&-", "(No space left on device")]
    public async Task Once_FolderThatCannotBeWritten_IsOneLineWithTheWayOut(string mount, string reason)
    {
        var result = await RunMountedAsync(mount);

        Refused(result, $"The folder {Data} cannot be written {reason}");
        Assert.EndsWith("make room, or choose another one with --data.", result.Error.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_DiskThatFillsUp_SaysSoWithoutAStackTrace()
    {
        var result = await RunMountedAsync("mount -t tmpfs -o size=300k tmpfs {0}");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"The folder {Data} cannot be written (No space left on device", Words(result.Output), StringComparison.Ordinal);
        NoTrace(result);
    }

    /// <summary>Nobody starts a host again that stays, so it does not end because its storage is away when it starts.</summary>
    [Fact]
    public async Task Host_StorageThatComesLater_SaysSoAndGoesOnWhenItIsThere()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        await using var host = LocalProgram.Start([.. Host.Ports(), "--no-samples"], Host.Environment(OthersAzurite.Connection(azurite)));
        await host.SaysAsync("The storage is away: Connection refused", Cancellation);

        await using var late = await OthersAzurite.StartAsync(azurite, accounts: null, Cancellation);

        await host.SaysAsync("The storage is back.", Cancellation);
        await host.SaysAsync("The host stays up", Cancellation);
        await host.SignalAsync("TERM");
        Assert.Equal(0, (await host.EndAsync()).ExitCode);
    }

    /// <summary>Nobody brings back a storage that the host started itself, so whoever watches over the host is told.</summary>
    [Fact]
    public async Task Host_WhoseOwnAzuriteEnds_SaysSoAndEndsWithExitCode1()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux says which process started which.");
        await using var host = LocalProgram.Start(
            [.. Host.Ports(), "--azurite-port", Text(azurite), "--data", Data, "--no-samples"], Environment);
        await host.SaysAsync("The host stays up", Cancellation);
        using var node = Process.GetProcessById(ChildProcesses.Of(host.Id).Single().Id);

        node.Kill();
        var result = await host.EndAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Azurite ended: ", result.Error, StringComparison.Ordinal);
        NoTrace(result);
    }

    private static void Refused(ProgramResult result, string start)
    {
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith(start, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        NoTrace(result);
    }

    private static void NoTrace(ProgramResult result) => Assert.DoesNotContain(
        (result.Output + result.Error).Split('\n'), line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal));

    private static string WithoutBlobs(string index)
    {
        var root = JsonNode.Parse(index)!;
        foreach (var collection in root["collections"]!.AsArray())
            (collection!["data"], collection["idIndex"]) = (new JsonArray(), new JsonArray());
        return root.ToJsonString();
    }

    /// <summary>What was printed without the line breaks of a console of a fixed width.</summary>
    private static string Words(string output) =>
        string.Join(' ', output.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private Task<ProgramResult> RunAsync() => LocalProgram.RunAsync(Arguments(), Environment);

    private async Task<ProgramResult> RunMountedAsync(string mount)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux mounts a small disk for one process.");
        Directory.CreateDirectory(Data);
        string[] launcher = ["unshare", "--mount", "sh", "-c"];
        var command = string.Format(CultureInfo.InvariantCulture, mount, Data);
        using var attempt = Process.Start(new ProcessStartInfo(launcher[0], [.. launcher[1..], command]) { RedirectStandardError = true })!;
        await attempt.WaitForExitAsync(Cancellation);
        Assert.SkipUnless(attempt.ExitCode == 0, "This user must not mount a small disk.");

        await using var program = LocalProgram.Start(Arguments(), Environment, [.. launcher, $"{command}; exec \"$@\"", "sh"]);
        return await program.EndAsync();
    }

    private static Dictionary<string, string?> Environment => new()
    {
        ["Engine__Retries"] = "1",
    };

    private string[] Arguments()
    {
        var ports = FreePort.Next(2);
        return
        [
            "--port", Text(ports[0]), "--feed-port", Text(ports[1]), "--azurite-port", Text(azurite), "--data", Data, "--once",
        ];
    }
}
