using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Azure.Data.Tables;
using Pricing.Files.Schemas;
using Pricing.Pipeline.Intake.Doors;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;
using PricingFunctions.Local.Processes;
using Testing;
using static EndToEnd.Tests.Host;

namespace EndToEnd.Tests;

/// <summary>The local host as a process, as a user starts it.</summary>
public sealed class LocalHostTests(AzuriteFixture azurite) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Once_OnAFreshDataFolder_PrintsThePublishedAmountAndEndsItsAzurite()
    {
        var ports = FreePort.NextRange(3);
        var result = await LocalProgram.RunAsync(
            [.. Ports(), "--azurite-port", Text(ports), "--data", Path.Combine(folder.FullPath, "data"), "--once"],
            Environment(connection: null));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("647,000", result.Output, StringComparison.Ordinal);
        Assert.Contains("646,783", result.Output, StringComparison.Ordinal);
        Assert.Contains("397 returns", result.Output, StringComparison.Ordinal);
        Assert.Contains("Night of 2013-07-11 v1: 3 grants, 3 values, 0 failed (0 unchanged, 0 provisional)", result.Output, StringComparison.Ordinal);
        Assert.All([ports, ports + 1, ports + 2], port => Assert.True(LoopbackPort.IsFree(port)));
    }

    [Fact]
    public async Task Once_Twice_ChangesNoRowAndNoBlob()
    {
        var account = await azurite.NewAccountAsync();
        var storage = StorageClients.Create(account);
        var first = await RunOnceAsync(account);
        var content = await StorageContent.AllAsync(storage, Cancellation);
        var rows = await StorageContent.ETagsAsync(storage.Valuations, Cancellation);

        var second = await RunOnceAsync(account);

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal(TableOf(first.Output), TableOf(second.Output));
        Assert.Equal(content, await StorageContent.AllAsync(storage, Cancellation));
        Assert.Equal(rows, await StorageContent.ETagsAsync(storage.Valuations, Cancellation));
    }

    [Fact]
    public async Task Once_BatchThatFailsEachTime_StartsAndValuesTheNight()
    {
        const string bad = "issuer,grant_id\n";
        var account = await azurite.NewAccountAsync();
        var storage = StorageClients.Create(account);
        await storage.CreateAsync(Cancellation);
        await storage.Ledger.AddEntityAsync(new TableEntity("batch", $"{ContentHash.Of(bad)}-unknown"), Cancellation);
        await storage.GrantBatches.UploadBlobAsync("bad.csv", BinaryData.FromString(bad), Cancellation);

        var result = await RunOnceAsync(account);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Night of 2013-07-11 v1: 3 grants, 3 values, 0 failed (0 unchanged, 0 provisional)", result.Output, StringComparison.Ordinal);
        Assert.Contains("bad.csv", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_KilledInTheMiddleOfANight_FinishesItWithEveryRowOnce()
    {
        const int grants = 800;
        var account = await azurite.NewAccountAsync();
        var storage = await WithGrantsAsync(account, grants);
        var environment = Environment(
            account.ConnectionString, ("Valuation__ChunkSize", "20"), ("Engine__ActivitiesAtOnce", "2"));

        await using (var killed = LocalProgram.Start([.. Ports(), "--once"], environment))
        {
            await ValuesAsync(storage, 200);
            killed.Crash();
            await killed.EndAsync();
        }

        var open = await new RunStore(storage).GetAsync(new(SampleDate, 1), Cancellation);
        var again = await LocalProgram.RunAsync([.. Ports(), "--once"], environment);

        Assert.Equal(RunStatus.Running, open.Status);
        Assert.Equal((0, ""), (again.ExitCode, again.Error));
        var run = await new RunStore(storage).GetAsync(new(SampleDate, 1), Cancellation);
        Assert.Equal(
            (RunStatus.Completed, grants + 3, grants + 3, 0, open.StartedAt),
            (run.Status, run.Planned, run.Rows, run.Failed, run.StartedAt));
        var valued = await ValuedAsync(storage);
        Assert.Equal((grants + 3, grants + 3), (valued.Count, valued.Distinct().Count()));
    }

    [Fact]
    public async Task Host_Up_TakesDroppedFilesInGuardsItsDoorAndStopsOnCtrlC()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        var account = await azurite.NewAccountAsync();
        var storage = StorageClients.Create(account);
        var port = FreePort.Next();
        await using var host = LocalProgram.Start(
            ["--port", Text(port), "--feed-port", Text(FreePort.Next())], Environment(account.ConnectionString, ("Api__Key", "secret"), ("Night__Schedule", "* * * * * *")));
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
        await Eventually.TrueAsync("the night is done", async () => await IsCompletedAsync(client), Cancellation, TimeSpan.FromSeconds(60));

        var dropped = Batch("dropped");
        await storage.GrantBatches.UploadBlobAsync("dropped 1.csv", BinaryData.FromString(dropped), Cancellation);
        var reports = new FileReports(storage);
        var identity = new FileIdentity(ContentHash.Of(dropped), FileKind.Grants, Code: null, Replace: false, IsSynthetic: false).Id;
        await Eventually.TrueAsync(
            "the dropped file is taken in",
            async () => await reports.FindAsync(identity, Cancellation) is { Stored: 1 },
            Cancellation,
            TimeSpan.FromSeconds(30));
        var rows = await StorageContent.ETagsAsync(storage.Grants, Cancellation);
        await storage.GrantBatches.UploadBlobAsync("dropped 2.csv", BinaryData.FromString(dropped), Cancellation);
        await Eventually.TrueAsync(
            "the second file is looked at",
            async () => (await new SeenBlobs(storage).ListAsync(new FileDoors(storage).GrantBatches, Cancellation)).Any(blob => blob.Name == "dropped 2.csv"),
            Cancellation,
            TimeSpan.FromSeconds(30));

        Assert.Equal("dropped 1.csv", (await reports.FindAsync(identity, Cancellation))!.Name);
        Assert.Equal(rows, await StorageContent.ETagsAsync(storage.Grants, Cancellation));

        // Nobody wakes the engine for this request but the timer.
        var asked = await new RunStore(storage).AddNextAsync(
            new()
            {
                Date = SampleDate,
                Version = 1,
                Status = RunStatus.Requested,
                Reason = "a check",
                AskedBy = "test",
                AskedAt = DateTimeOffset.UnixEpoch,
            },
            Cancellation);
        await Eventually.TrueAsync(
            "the timer runs what was asked for",
            async () => (await new RunStore(storage).GetAsync(asked.ToRun(), Cancellation)).Status == RunStatus.Completed,
            Cancellation);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/health"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/health", ("Host", "localhost")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/health", ("Host", "localhost.")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/health", ("Host", $"LOCALHOST:{port}")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/health", ("Host", $"LocalHost.:{port}"), ("Origin", $"http://localhost.:{port}")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(client, "/health", ("Host", "localhost.example")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(client, "/health", ("Host", "rebound.example")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(client, "/health", ("Host", "127.0.0.1.example")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/health", ("Origin", $"http://127.0.0.1:{port}")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(client, "/health", ("Origin", "https://elsewhere.example")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(client, "/health", ("Origin", "null")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(client, "/health", ("Origin", $"http://127.0.0.1:{port + 1}")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client, "/api/runs"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client, "/api/runs", ("x-functions-key", "guess")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/api/runs", ("x-functions-key", "secret")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/api/runs?code=secret"));

        await AssertHeadersAsync(client, port);
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(client, [(byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}']));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(client, new byte[32 << 20]));

        await host.SignalAsync("INT");
        var result = await host.EndAsync();
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("Stopped.", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port", "Port {0} is in use; choose another one with --port.")]
    [InlineData("--feed-port", "Port {0}, for the sample feed, is in use; choose another one with --feed-port.")]
    public async Task Once_PortInUse_IsOneLineAndExitCode1(string option, string message)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var account = await azurite.NewAccountAsync();

        var result = await LocalProgram.RunAsync(
            [option, Text(port), option == "--port" ? "--feed-port" : "--port", Text(FreePort.Next()), "--once"],
            Environment(account.ConnectionString));

        Assert.Equal((1, string.Format(CultureInfo.InvariantCulture, message, port)), (result.ExitCode, result.Error.TrimEnd()));
    }

    [Theory]
    [InlineData("Valuation__ChunkSize", "0", "Valuation:ChunkSize = 0: The field ChunkSize must be between 1 and 5000.")]
    [InlineData("Engine__Retries", "0", "Engine:Retries = 0: The field Retries must be between 1 and 20.")]
    [InlineData("Engine__RetryDelay", "00:00:00", "Engine:RetryDelay = 00:00:00: The field RetryDelay must be between 00:00:00.001")]
    [InlineData("Night__FirstDate", "2013-13-01", "Night:FirstDate = 2013-13-01: must be a date, such as 2013-07-11.")]
    [InlineData("Night__LastDate", "2013-07-10", "Night:LastDate = 2013-07-10: must not be before Night:FirstDate = 2013-07-11.")]
    [InlineData("Night__Schedule", "whenever", "Night:Schedule = whenever: must be six fields of NCRONTAB, such as 0 */15 * * * *.")]
    [InlineData("Ingestion__Buckets__IIJ", "100", "Ingestion:Buckets:IIJ = 100: must be from 1 to 99.")]
    public async Task Once_WrongSetting_IsOneLineAndExitCode1(string name, string value, string message)
    {
        var account = await azurite.NewAccountAsync();

        var result = await LocalProgram.RunAsync([.. Ports(), "--once"], Environment(account.ConnectionString, (name, value)));

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith(message, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Once_SeveralWrongSettings_AreNamedAllAtOnce()
    {
        var account = await azurite.NewAccountAsync();

        var result = await LocalProgram.RunAsync(
            [.. Ports(), "--once"],
            Environment(
                account.ConnectionString,
                ("Valuation__ChunkSize", "0"),
                ("Engine__Retries", "0"),
                ("Night__DueTime", "six"),
                ("MarketData__Checks__Confirmed__0", "3774/2013"),
                ("Policies__0__Estimater", "population")));

        Assert.Equal(1, result.ExitCode);
        Assert.All(
            ["Valuation:ChunkSize", "Engine:Retries", "Night:DueTime", "Confirmed = 3774/2013", "Estimater"],
            setting => Assert.Contains(setting, result.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Once_StorageThatDoesNotAnswer_IsOneLineAndExitCode1()
    {
        var port = FreePort.Next();
        var result = await LocalProgram.RunAsync(
            [.. Ports(), "--once"],
            Environment($"DefaultEndpointsProtocol=http;AccountName=a;AccountKey=dGVzdA==;BlobEndpoint=http://127.0.0.1:{port}/a;TableEndpoint=http://127.0.0.1:{port}/a;"));

        Assert.Equal(
            (1, $"The storage account cannot be used: Connection refused (127.0.0.1:{port})"), (result.ExitCode, result.Error.TrimEnd()));
    }

    private static Task<ProgramResult> RunOnceAsync(StorageOptions account) =>
        LocalProgram.RunAsync([.. Ports(), "--once"], Environment(account.ConnectionString, ("Night__Schedule", "* * * * * *")));

    private static string TableOf(string output) => output[output.IndexOf("Night of", StringComparison.Ordinal)..];

    private static async Task<bool> IsCompletedAsync(HttpClient client)
    {
        try
        {
            var runs = await client.GetStringAsync(new Uri("/api/runs?code=secret", UriKind.Relative), Cancellation);
            return runs.Contains("Completed", StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/price?code=secret") { Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } } };
        request.Headers.ExpectContinue = true;
        using var answer = await client.SendAsync(request, Cancellation);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await client.SendAsync(request, Cancellation);
        return answer.StatusCode;
    }

    /// <summary>What is refused at the door says no more than what is answered behind it.</summary>
    private static async Task AssertHeadersAsync(HttpClient client, int port)
    {
        foreach (var (path, host) in new[] { ("/", $"127.0.0.1:{port}"), ("/health", "rebound.example"), ("/api/runs", $"127.0.0.1:{port}"), ("/api/nothing?code=secret", $"127.0.0.1:{port}") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
            request.Headers.Host = host;
            using var answer = await client.SendAsync(request, Cancellation);
            Assert.False(answer.Headers.Contains("Server"), path);
            Assert.False(answer.Headers.Contains("X-Powered-By"), path);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            Assert.Contains("frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.Equal(path == "/" ? "no-cache" : "no-store", answer.Headers.CacheControl!.ToString());
        }
    }
}
