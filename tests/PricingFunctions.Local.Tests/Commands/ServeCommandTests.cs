using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Azure.Storage.Blobs;
using PricingFunctions.Local.Azurite;
using PricingFunctions.Local.Tests.Azurite;
using Testing;

namespace PricingFunctions.Local.Tests.Commands;

public sealed class ServeCommandTests(AzuriteFixture azurite) : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly AzuritePorts ports = AzuritePorts.From(FreePort.NextRange(3));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private BlobContainerClient Container => new(AzuriteAccount.Development.ConnectionString(ports), "kept");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task Serve_ToldToStop_EndsAzuriteTooWithExitCode0(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        await using var host = await StartHostAsync();

        await host.SignalAsync(signal);
        var result = await host.EndAsync();

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.False(Listens(ports.Blob) || Listens(ports.Queue) || Listens(ports.Table));
    }

    /// <summary>A terminal and a service manager send their signal to all of a group, so to Azurite as well.</summary>
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task Serve_GroupToldToStop_AzuriteKeepsWhatItAcknowledged(string signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a command at hand that starts a group.");
        await using (var host = await StartHostAsync("setsid"))
        {
            await NoteAsync();
            await host.SignalAsync(signal, toGroup: true);

            Assert.Equal(0, (await host.EndAsync()).ExitCode);
        }

        await NoteIsKeptAsync();
    }

    [Fact]
    public async Task Serve_Crashed_AzuriteKeepsWhatItAcknowledgedAndEnds()
    {
        await using (var host = await StartHostAsync())
        {
            await NoteAsync();
            host.Crash();
            await Eventually.TrueAsync(
                "Azurite ends after its owner", () => !Listens(ports.Blob) && !Listens(ports.Table), Cancelled);
        }

        await NoteIsKeptAsync();
    }

    [Fact]
    public async Task Serve_CrashedWhileNpmInstalls_NpmEndsToo()
    {
        await using var host = StartOnAFreshClone();
        using var npm = await NpmAsync();

        host.Crash();

        await npm.WaitForExitAsync(Cancelled);
    }

    [Fact]
    public async Task Once_ToldToStopBeforeItsNight_IsExitCode1()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        await using var host = StartOnAFreshClone("--once");
        using var npm = await NpmAsync();

        await host.SignalAsync("TERM");
        var result = await host.EndAsync();

        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        Assert.Contains("Stopped.", result.Output, StringComparison.Ordinal);
        await npm.WaitForExitAsync(Cancelled);
    }

    [Fact]
    public async Task Serve_WithoutNode_IsOneLineAndExitCode1()
    {
        var result = await LocalProgram.RunAsync(
            [.. Options(), "--once"], new Dictionary<string, string?> { ["PATH"] = folder.FullPath });

        Assert.Equal((1, "Node.js is not on the PATH, and Azurite needs it; install Node.js 20 or newer from https://nodejs.org/."),
            (result.ExitCode, result.Error.TrimEnd()));
    }

    [Theory]
    [InlineData("--port 0", "--port 0: not a port from 1 to 65535")]
    [InlineData("--azurite-port 65534", "--azurite-port 65534: not a port from 1 to 65533")]
    [InlineData("serve", "Unrecognized command or argument 'serve'.")]
    public async Task Serve_UnreadableOption_IsOneLineAndExitCode2(string options, string message)
    {
        var result = await LocalProgram.RunAsync(options.Split(' '));

        Assert.Equal((2, "", message), (result.ExitCode, result.Output, result.Error.TrimEnd()));
    }

    [Fact]
    public async Task Serve_RootThatIsNoRepository_IsOneLineAndExitCode1()
    {
        var result = await LocalProgram.RunAsync("--root", folder.FullPath);

        Assert.Equal(
            (1, $"{folder.FullPath} holds no PricingFunctions.sln; --root takes the top folder of the repository."),
            (result.ExitCode, result.Error.TrimEnd()));
    }

    private static bool Listens(int port)
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Starts a host whose Azurite answers.</summary>
    private async Task<LocalProgram> StartHostAsync(params string[] launcher)
    {
        // An Azurite that runs is one that is installed: the host has nothing to wait for.
        await azurite.NewAccountAsync();
        var host = LocalProgram.Start(Options(), environment: null, launcher);
        try
        {
            await Eventually.TrueAsync(
                "Azurite answers", () => Listens(ports.Blob) && Listens(ports.Queue) && Listens(ports.Table), Cancelled);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    private async Task NoteAsync()
    {
        await Container.CreateAsync(cancellationToken: Cancelled);
        await Container.UploadBlobAsync("note", BinaryData.FromString("acknowledged"), Cancelled);
    }

    private async Task NoteIsKeptAsync()
    {
        await using var again = await StartHostAsync();
        var kept = await Container.GetBlobClient("note").DownloadContentAsync(Cancelled);
        Assert.Equal("acknowledged", kept.Value.Content.ToString());
    }

    /// <summary>Starts a host that is about to install Azurite by a stand-in for npm, which never ends by itself.</summary>
    private LocalProgram StartOnAFreshClone(params string[] options)
    {
        folder.Write("clone/PricingFunctions.sln", "");
        folder.Write("clone/package-lock.json", """{ "packages": { "node_modules/azurite": { "version": "3.35.0" } } }""");
        StandIn.Write(folder, "npm", """
            require('fs').writeFileSync('npm.pid', String(process.pid));
            setInterval(() => {}, 1000);
            """);
        var environment = new Dictionary<string, string?> { ["PATH"] = folder.FullPath + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH") };
        return LocalProgram.Start([.. Options(), "--root", Path.Combine(folder.FullPath, "clone"), .. options], environment);
    }

    /// <summary>The stand-in for npm, once it runs.</summary>
    private async Task<Process> NpmAsync()
    {
        var pidFile = Path.Combine(folder.FullPath, "clone", "npm.pid");
        await Eventually.TrueAsync(
            "npm runs", () => File.Exists(pidFile) && new FileInfo(pidFile).Length > 0, Cancelled);
        var id = await File.ReadAllTextAsync(pidFile, Cancelled);
        return Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
    }

    private string[] Options()
    {
        var others = FreePort.Next(2);
        return
        [
            "--azurite-port", Text(ports.Blob), "--port", Text(others[0]), "--feed-port", Text(others[1]),
            "--data", Path.Combine(folder.FullPath, "data"),
        ];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
