using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Pricing.Files.Schemas;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Storage;
using Testing;
using static EndToEnd.Tests.Host;

namespace EndToEnd.Tests;

/// <summary>Files that get in through a running host, by the command and over HTTP.</summary>
public sealed class TakeTests(AzuriteFixture azurite) : IDisposable
{
    private const int LargestRequest = 100_000_000;
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Take_WithAHostOnTheDataFolder_GoesThroughItAndNeverToAnother()
    {
        var data = Path.Combine(folder.FullPath, "data");
        var port = FreePort.Next();
        string[] azuritePort = ["--azurite-port", Text(FreePort.NextRange(3))];
        await using var host = LocalProgram.Start(
            ["--port", Text(port), "--feed-port", Text(FreePort.Next()), "--data", data, .. azuritePort], Environment(null, ("Api__Key", "secret")));
        await AnswersAsync(port);
        var path = folder.Write("grants.csv", Batch("g1", "g2") + "IIJ,g3,3774,JPY,2013-07-11\n");

        var events = folder.Write("events.csv", "issuer,grant_id,date,kind,rights,reference\nIIJ,g9,2014-07-01,exercised,5,minutes\n");
        var waits = await TakeAsync(events, "--data", data);
        string[] keyed = ["--data", data];
        var list = await RunAsync(["waiting", .. keyed]);
        var file = list.Output.Split('\n')[1].Split(',')[0];
        var withdrawn = await RunAsync(["waiting", "withdraw", file, "2", "--reason", "a test", .. keyed]);
        var twice = await RunAsync(["waiting", "withdraw", file, "2", "--reason", "a test", .. keyed]);
        var never = await RunAsync(["waiting", "withdraw", file, "3", "--reason", "a test", .. keyed]);
        var byFolder = await TakeAsync(path, "--data", data);
        var byPort = await TakeAsync(path, "--port", Text(port), "--json");
        var rejects = Path.Combine(folder.FullPath, "rejects.csv");
        var written = await TakeAsync(path, "--data", data, "--rejects", rejects);
        var ofAnother = await TakeAsync(path, "--port", Text(port), "--data", Path.Combine(folder.FullPath, "other"));
        var withoutKey = await LocalProgram.RunAsync(["take", path, "--data", data], Environment(null));
        var empty = await TakeAsync(folder.Write("empty.csv", ""), path, "--data", data, "--json");

        Assert.Equal((3, ""), (waits.ExitCode, waits.Error));
        Assert.Contains("  line 2 waits: UnknownGrant grant_id=g9: ", waits.Output, StringComparison.Ordinal);
        Assert.Contains($"{file},2,IIJ,g9,", list.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0, 2), (withdrawn.ExitCode, twice.ExitCode, never.ExitCode));
        Assert.Contains("no such row waits", never.Error, StringComparison.Ordinal);
        Assert.Contains($"to be corrected and sent again: {rejects}", written.Output, StringComparison.Ordinal);
        Assert.Contains("rejected_line,", await File.ReadAllTextAsync(rejects, Cancellation), StringComparison.Ordinal);
        Assert.Equal((3, ""), (byFolder.ExitCode, byFolder.Error));
        Assert.StartsWith($"To the host at http://127.0.0.1:{port}\n", byFolder.Output, StringComparison.Ordinal);
        Assert.Contains("grants.csv: grants, by its header\n  3 rows, 2 stored, 0 unchanged, 0 amended, 0 waiting, 1 refused\n  line 4: InvalidField row=IIJ,g3,3774", byFolder.Output, StringComparison.Ordinal);
        Assert.Contains($"  to be corrected and sent again: http://127.0.0.1:{port}/api/files/", byFolder.Output, StringComparison.Ordinal);
        Assert.Equal((3, "2"), (byPort.ExitCode, JsonNode.Parse(byPort.Output)!["stored"]!.ToString()));
        Assert.Equal(1, ofAnother.ExitCode);
        Assert.StartsWith($"The host at port {port} works on another storage", ofAnother.Error, StringComparison.Ordinal);
        Assert.Equal(1, withoutKey.ExitCode);
        Assert.Contains("asks for its key", withoutKey.Error, StringComparison.Ordinal);

        // What a host refuses is the file's defect, as it is without one, and stops no other file.
        Assert.Equal((2, ""), (empty.ExitCode, empty.Error));
        var lines = empty.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Contains("is empty", $"{lines[0]["defect"]}", StringComparison.Ordinal);
        Assert.Equal((2, "2"), (lines.Count, $"{lines[1]["stored"]}"));
    }

    [Fact]
    public async Task Take_FileAboveTheLargestRequest_GoesAsABlob()
    {
        var account = await azurite.NewAccountAsync();
        var port = FreePort.Next();
        await using var host = LocalProgram.Start(
            ["--port", Text(port), "--feed-port", Text(FreePort.Next())], Environment(account.ConnectionString, ("Api__Key", "secret")));
        await AnswersAsync(port);
        var path = Path.Combine(folder.FullPath, "大.csv");
        await WriteLongAsync(path, Batch("g1"));

        var first = await LocalProgram.RunAsync(
            ["take", path, "--port", Text(port), "--kind", "grants", "--origin", "synthetic"], Environment(account.ConnectionString, ("Api__Key", "secret")));
        var again = await LocalProgram.RunAsync(
            ["take", path, "--port", Text(port), "--kind", "grants", "--origin", "synthetic", "--json"], Environment(account.ConnectionString, ("Api__Key", "secret")));

        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Contains("大.csv: grants, as stated\n  1 row, 1 stored", first.Output, StringComparison.Ordinal);
        Assert.Equal("1", JsonNode.Parse(again.Output)!["stored"]!.ToString());
        var record = Assert.Single(await new FileRecords(StorageClients.Create(account)).RecentAsync(null, Cancellation), file => file.Length > LargestRequest);
        Assert.Equal(("grant-batches", true), (record.Door, record.IsSynthetic));
        Assert.EndsWith("/大.csv", record.Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_HostThatIsKilledBehindItsAnswer_TakesTheFileInWhenItStartsAgain()
    {
        const int count = 4000;
        var account = await azurite.NewAccountAsync();
        var storage = StorageClients.Create(account);
        var batch = Batch(Enumerable.Range(0, count).Select(number => $"g{number:D4}"));
        var id = new FileIdentity(ContentHash.Of(batch), FileKind.Grants, Code: null, Replace: false, IsSynthetic: false).Id;
        var port = FreePort.Next();
        await using (var killed = LocalProgram.Start(["--port", Text(port), "--feed-port", Text(FreePort.Next())], Environment(account.ConnectionString)))
        {
            await AnswersAsync(port);
            using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
            using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(batch));
            using var answer = await client.PostAsync(new Uri("/api/files?name=many.csv", UriKind.Relative), body, Cancellation);
            killed.Crash();
            await killed.EndAsync();
            Assert.Equal((HttpStatusCode.Accepted, $"/api/files/{id}"), (answer.StatusCode, answer.Headers.Location!.ToString()));
        }

        var records = new FileRecords(storage);
        var open = await records.FindAsync(id, Cancellation);
        var reports = new FileReports(storage);
        var before = await reports.FindAsync(id, Cancellation);
        var again = await LocalProgram.RunAsync([.. Ports(), "--once"], Environment(account.ConnectionString));

        Assert.Equal((FileState.Kept, null), (open!.State, before));
        Assert.Equal((0, ""), (again.ExitCode, again.Error));
        Assert.Equal(FileState.Done, (await records.FindAsync(id, Cancellation))!.State);
        var report = (await reports.FindAsync(id, Cancellation))!;
        Assert.Equal((count, count, 0, 0), (report.Rows, report.Stored, report.Unchanged, report.Rejected));
    }

    private static Task<ProgramResult> TakeAsync(params IEnumerable<string> arguments) => RunAsync(["take", .. arguments]);

    private static Task<ProgramResult> RunAsync(string[] arguments) =>
        LocalProgram.RunAsync(arguments, Environment(null, ("Api__Key", "secret")));

    private static async Task AnswersAsync(int port)
    {
        using var client = new HttpClient();
        await Eventually.TrueAsync(
            "the host answers",
            async () =>
            {
                try
                {
                    using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/health"), Cancellation);
                    return answer.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            Cancellation);
    }

    /// <summary>A batch with so many rows without content that a request does not take it.</summary>
    private static async Task WriteLongAsync(string path, string batch)
    {
        var blank = $"{new string(',', batch.Split('\n')[0].Count(character => character == ','))}\n";
        await using var writer = new StreamWriter(path);
        await writer.WriteAsync(batch);
        for (var written = 0; written <= LargestRequest; written += blank.Length) await writer.WriteAsync(blank);
    }
}
