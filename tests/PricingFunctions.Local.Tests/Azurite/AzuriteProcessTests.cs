using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using PricingFunctions.Local.Azurite;
using Testing;

namespace PricingFunctions.Local.Tests.Azurite;

public sealed class AzuriteProcessTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Start_DataFolder_KeepsWhatWasWrittenJustBeforeTheStop()
    {
        var settings = Settings() with { DataFolder = Path.Combine(folder.FullPath, "data") };
        await using (var first = await AzuriteProcess.StartAsync(settings, null, Cancelled))
        {
            await Container(first).CreateAsync(cancellationToken: Cancelled);
            await Container(first).UploadBlobAsync("note", BinaryData.FromString("kept"), Cancelled);
            await Table(first).CreateAsync(Cancelled);
            await Table(first).AddEntityAsync(new TableEntity("partition", "row"), Cancelled);
        }

        await using var second = await AzuriteProcess.StartAsync(settings, null, Cancelled);
        var note = await Container(second).GetBlobClient("note").DownloadContentAsync(Cancelled);
        var row = await Table(second).GetEntityIfExistsAsync<TableEntity>("partition", "row", cancellationToken: Cancelled);

        Assert.Equal("kept", note.Value.Content.ToString());
        Assert.True(row.HasValue);
    }

    [Fact]
    public async Task Start_AzuriteThatAnswersAlready_IsUsedAndLeftRunning()
    {
        await using var running = await AzuriteProcess.StartAsync(Settings(), null, Cancelled);

        var second = await AzuriteProcess.StartAsync(Settings() with { Ports = running.Ports }, null, Cancelled);
        await second.DisposeAsync();

        Assert.True(running.IsOwned);
        Assert.False(second.IsOwned);
        Assert.False(await Container(second).ExistsAsync(Cancelled));
    }

    [Fact]
    public async Task Dispose_OwnAzurite_FreesThePorts()
    {
        var azurite = await AzuriteProcess.StartAsync(Settings(), null, Cancelled);
        await azurite.DisposeAsync();
        await azurite.DisposeAsync();

        using var listener = new TcpListener(IPAddress.Loopback, azurite.Ports.Table);
        listener.Start();
    }

    /// <summary>A pool of a client keeps connections that it has no request for, and a request may never be ended.</summary>
    [Fact]
    public async Task Dispose_ConnectionsOpen_EndsAtOnceAndKeepsWhatWasWritten()
    {
        var settings = Settings() with { DataFolder = Path.Combine(folder.FullPath, "data") };
        var azurite = await AzuriteProcess.StartAsync(settings, null, Cancelled);
        using var unused = new TcpClient();
        await unused.ConnectAsync(IPAddress.Loopback, azurite.Ports.Blob, Cancelled);
        using var half = new TcpClient();
        await half.ConnectAsync(IPAddress.Loopback, azurite.Ports.Table, Cancelled);
        await half.GetStream().WriteAsync("PUT /devstoreaccount1/table HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n"u8.ToArray(), Cancelled);
        await Table(azurite).CreateAsync(Cancelled);
        await Table(azurite).AddEntityAsync(new TableEntity("partition", "row"), Cancelled);

        var asked = Stopwatch.GetTimestamp();
        await azurite.DisposeAsync();
        Assert.InRange(Stopwatch.GetElapsedTime(asked), TimeSpan.Zero, TimeSpan.FromSeconds(20));

        await using var second = await AzuriteProcess.StartAsync(settings, null, Cancelled);
        Assert.True((await Table(second).GetEntityIfExistsAsync<TableEntity>("partition", "row", cancellationToken: Cancelled)).HasValue);
    }

    [Fact]
    public async Task Start_PortOfAnotherProgram_NamesThePortAndTheOption()
    {
        var ports = AzuritePorts.From(FreePort.NextRange(3));
        using var other = new TcpListener(IPAddress.Loopback, ports.Queue);
        other.Start();

        Assert.Equal(
            $"Port {ports.Queue}, for Azurite's Queue service, is in use; free it, "
            + "or choose the first of three free ports with --azurite-port.",
            await FailureAsync(Settings() with { Ports = ports }));
    }

    [Fact]
    public async Task Start_AzuriteOfWhichOneServiceAnswersYet_IsWaitedForAndUsed()
    {
        var ports = AzuritePorts.From(FreePort.NextRange(3));
        await using var blob = await AzuriteServiceAsync(ports.Blob, "Blob");
        var steps = new Steps();

        var started = AzuriteProcess.StartAsync(Settings() with { Ports = ports }, steps, Cancelled);
        await Eventually.TrueAsync("it waits for the others", () => !steps.Reported.IsEmpty, Cancelled);
        await using var queue = await AzuriteServiceAsync(ports.Queue, "Queue");
        await using var table = await AzuriteServiceAsync(ports.Table, "Table");
        await using var azurite = await started;

        Assert.False(azurite.IsOwned);
        Assert.Equal("Waiting for the Azurite that is starting on these ports", Assert.Single(steps.Reported));
    }

    [Fact]
    public async Task Start_NoNode_SaysWhereToGetIt() => Assert.Equal(
        "Node.js is not on the PATH, and Azurite needs it; install Node.js 20 or newer from https://nodejs.org/.",
        await FailureAsync(Settings() with { SearchPath = folder.FullPath }));

    [Fact]
    public async Task Start_OldNode_SaysWhichVersionIsNeeded()
    {
        var node = StandIn.Write(folder, "node", "console.log('v18.20.4')");

        Assert.Equal(
            $"{node} is Node.js 18.20.4, which is too old; install Node.js 20 or newer from https://nodejs.org/.",
            await FailureAsync(Settings() with { SearchPath = folder.FullPath }));
    }

    [Fact]
    public async Task Start_NpmFails_ShowsItsLastErrorLine()
    {
        var settings = WithNpm("""
            console.error('npm error code ENOTFOUND');
            console.error('npm error network request failed');
            console.error('npm error A complete log of this run can be found in: /tmp/log');
            process.exit(1);
            """);

        Assert.Equal(
            "npm could not install Azurite: network request failed. "
            + $"Run 'npm ci --ignore-scripts' in {settings.Root} to see all of it.",
            await FailureAsync(settings));
    }

    [Fact]
    public async Task Start_LockFileMissing_SaysSo()
    {
        var settings = Settings() with { Root = folder.FullPath };

        Assert.Equal(
            $"{Path.Combine(folder.FullPath, "package-lock.json")} names no azurite; restore it from the repository.",
            await FailureAsync(settings));
    }

    /// <summary>npm's stand-in notes every run and links to the Azurite that the repository has.</summary>
    [Fact]
    public async Task Start_TwoAtOnceOnAFreshClone_InstallOnceAndBothRun()
    {
        await using (await AzuriteProcess.StartAsync(Settings(), null, Cancelled))
        {
        }

        var settings = WithNpm($$"""
            const fs = require('fs');
            fs.appendFileSync('runs.txt', process.argv.slice(2).join(' ') + '\n');
            fs.mkdirSync('node_modules/azurite/dist/src', { recursive: true });
            fs.writeFileSync(
              'node_modules/azurite/dist/src/azurite.js',
              'require({{Quoted(Path.Combine(RepositoryRoot.Find(), "node_modules/azurite/dist/src/azurite.js"))}})');
            fs.copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
            """);
        var progress = new Steps();

        var both = await Task.WhenAll(
            AzuriteProcess.StartAsync(settings, progress, Cancelled), AzuriteProcess.StartAsync(settings, progress, Cancelled));
        foreach (var azurite in both)
            await azurite.DisposeAsync();

        Assert.Equal(
            "ci --ignore-scripts --no-audit --no-fund\n",
            await File.ReadAllTextAsync(Path.Combine(settings.Root, "runs.txt"), Cancelled));
        Assert.Contains("Installing Azurite 3.35.0 with npm (once)", progress.Reported);
    }

    private static AzuriteSettings Settings() => new() { Root = RepositoryRoot.Find(), Ports = AzuritePorts.Free };

    private static async Task<string> FailureAsync(AzuriteSettings settings) =>
        (await Assert.ThrowsAsync<SetupException>(() => AzuriteProcess.StartAsync(settings, null, Cancelled))).Message;

    private static BlobContainerClient Container(AzuriteProcess azurite) => new(azurite.ConnectionString(), "container");

    private static TableClient Table(AzuriteProcess azurite) => new(azurite.ConnectionString(), "table");

    /// <summary>Answers as one of Azurite's services does.</summary>
    private static async Task<WebApplication> AzuriteServiceAsync(int port, string service)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        var app = builder.Build();
        app.Run(context =>
        {
            context.Response.Headers.Server = $"Azurite-{service}/3.35.0";
            return Task.CompletedTask;
        });
        await app.StartAsync(Cancelled);
        return app;
    }

    private static string Quoted(string path) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{path.Replace('\\', '/')}\"");

    /// <summary>A fresh clone with a stand-in for npm.</summary>
    private AzuriteSettings WithNpm(string script)
    {
        folder.Write(
            "clone/package-lock.json", """{ "packages": { "node_modules/azurite": { "version": "3.35.0" } } }""");
        StandIn.Write(folder, "npm", script);
        return Settings() with
        {
            Root = Path.Combine(folder.FullPath, "clone"),
            SearchPath = $"{folder.FullPath}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
        };
    }

    private sealed class Steps : IProgress<string>
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> Reported { get; } = [];

        public void Report(string value) => Reported.Enqueue(value);
    }
}
