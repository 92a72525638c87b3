using System.Diagnostics;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Specialized;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;
using Testing;
using static EndToEnd.Tests.Host;

namespace EndToEnd.Tests;

/// <summary>Nights that several hosts, or hosts of several versions, work on.</summary>
public sealed class SharedNightTests(AzuriteFixture azurite) : IDisposable
{
    private const int Grants = 1200;
    private static readonly NightRun Run = new(SampleDate, 1);
    private static readonly (string, string)[] SmallChunks = [("Valuation__ChunkSize", "10"), ("Engine__ActivitiesAtOnce", "2")];
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Hosts_TwoOnOneAccount_OneDiesAndTheOtherGoesOnWithinHalfAMinute()
    {
        var account = await azurite.NewAccountAsync();
        var storage = await WithGrantsAsync(account, Grants);
        var environment = Environment(account.ConnectionString, SmallChunks);
        await using var killed = LocalProgram.Start(Ports(), environment);
        await ValuesAsync(storage, 100);
        await using var other = LocalProgram.Start([.. Ports(), "--once"], environment);
        await ValuesAsync(storage, 400);

        killed.Crash();
        var died = Stopwatch.GetTimestamp();
        await killed.EndAsync();
        var count = await CountAsync(storage.Valuations, int.MaxValue);
        await Eventually.TrueAsync(
            "the other one goes on",
            async () => await CountAsync(storage.Valuations, int.MaxValue) > count,
            Cancellation,
            TimeSpan.FromSeconds(60));
        var wentOn = Stopwatch.GetElapsedTime(died);
        var result = await other.EndAsync();

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.InRange(wentOn, TimeSpan.Zero, TimeSpan.FromSeconds(35));
        await AssertDoneAsync(storage);
    }

    /// <summary>Rows, claim, plan and values as version 0.1.0 had left them when it was killed.</summary>
    [Fact]
    public async Task Once_NightLeftHalfDoneByAnOlderVersion_IsFinishedAndItsCallsAreForgotten()
    {
        var account = await azurite.NewAccountAsync();
        var storage = await WithGrantsAsync(account, Grants);
        var environment = Environment(account.ConnectionString, SmallChunks);
        await using (var started = LocalProgram.Start([.. Ports(), "--once"], environment))
        {
            await ValuesAsync(storage, 100);
            started.Crash();
            await started.EndAsync();
        }

        var former = $"local on {System.Environment.MachineName}";
        await MakeOldAsync(storage, account, former);
        var open = await new RunStore(storage).GetAsync(Run, Cancellation);
        var again = await LocalProgram.RunAsync([.. Ports(), "--once"], environment);

        Assert.Equal((RunStatus.Running, former), (open.Status, open.Engine));
        Assert.Equal((0, ""), (again.ExitCode, again.Error));
        await AssertDoneAsync(storage);
        Assert.Equal(open.StartedAt, (await new RunStore(storage).GetAsync(Run, Cancellation)).StartedAt);
        Assert.Equal(0, await storage.Ledger.QueryAsync<TableEntity>("PartitionKey ge 'history' and PartitionKey lt 'i'", cancellationToken: Cancellation).CountAsync(Cancellation));
        await new RunClaim(storage).TakeAsync(Run, new("another"), Cancellation);
    }

    [Fact]
    public async Task Host_EmulatorOrFolderOfAnotherHost_IsRefused()
    {
        var data = Path.Combine(folder.FullPath, "data");
        var (ports, others) = (FreePort.NextRange(3), FreePort.NextRange(3));
        await using var owner = LocalProgram.Start([.. Ports(), "--azurite-port", Text(ports), "--data", data], Environment(connection: null));
        var own = $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;BlobEndpoint=http://127.0.0.1:{ports}/devstoreaccount1;TableEndpoint=http://127.0.0.1:{ports + 2}/devstoreaccount1;";
        await Eventually.TrueAsync("the night is done", () => IsDoneAsync(own), Cancellation, TimeSpan.FromSeconds(90));

        var sharing = await LocalProgram.RunAsync(
            [.. Ports(), "--azurite-port", Text(ports), "--data", Path.Combine(folder.FullPath, "other"), "--once"], Environment(connection: null));
        var sameFolder = await LocalProgram.RunAsync(
            [.. Ports(), "--azurite-port", Text(others), "--data", data, "--once"], Environment(connection: null));
        await owner.SignalAsync("INT");
        var ended = await owner.EndAsync();

        Assert.Equal(1, sharing.ExitCode);
        Assert.StartsWith(
            $"The Azurite at port {ports} belongs to the host with the process id {owner.Id} and ends with it;", sharing.Error, StringComparison.Ordinal);
        Assert.Equal(
            (1, $"The folder {data} is that of another host, which is running; choose another one with --data."),
            (sameFolder.ExitCode, sameFolder.Error.TrimEnd()));
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
    }

    [Fact]
    public async Task Once_NameOfALiveHost_IsRefused()
    {
        var account = await azurite.NewAccountAsync();
        var ports = Ports();
        var name = $"{System.Environment.MachineName}-{ports[1]}";
        var hosts = StorageClients.Blobs(account).GetBlobContainerClient("pricing-hosts");
        await hosts.CreateAsync(cancellationToken: Cancellation);
        var blob = hosts.GetBlobClient(name);
        await blob.UploadAsync(BinaryData.Empty, Cancellation);
        await blob.GetBlobLeaseClient().AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration, cancellationToken: Cancellation);

        var result = await LocalProgram.RunAsync([.. ports, "--once"], Environment(account.ConnectionString));

        Assert.Equal(
            (1, $"Another host named {name} works on this storage account; give this one another --port, or its machine another name."),
            (result.ExitCode, result.Error.TrimEnd()));
    }

    private static async Task AssertDoneAsync(PipelineStorage storage)
    {
        var run = await new RunStore(storage).GetAsync(Run, Cancellation);
        Assert.Equal((RunStatus.Completed, Grants + 3, Grants + 3, 0), (run.Status, run.Planned, run.Rows, run.Failed));
        var valued = await ValuedAsync(storage);
        Assert.Equal((Grants + 3, Grants + 3), (valued.Count, valued.Distinct().Count()));
    }

    private static async Task<bool> IsDoneAsync(string connection)
    {
        try
        {
            var storage = StorageClients.Create(new() { ConnectionString = connection });
            return await new RunStore(storage).FindAsync(Run, Cancellation) is { Status: RunStatus.Completed };
        }
        catch (Exception starting) when (starting is Azure.RequestFailedException or AggregateException)
        {
            return false;
        }
    }

    /// <summary>Turns what a killed host left into what one of version 0.1.0 had left: no hub, other claim, calls in the ledger.</summary>
    private static async Task MakeOldAsync(PipelineStorage storage, StorageOptions account, string former)
    {
        var claim = storage.RunFiles.GetBlobClient($"{Run.Folder}/claim");
        await claim.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: Cancellation);
        await new RunClaim(storage).TakeAsync(Run, new(former), Cancellation);
        var runs = new RunStore(storage);
        await runs.SaveAsync(await runs.GetAsync(Run, Cancellation) with { Engine = former, EngineVersion = "0.1.0" }, Cancellation);
        await storage.Ledger.DeleteEntityAsync("nights", "pricinglocal1", cancellationToken: Cancellation);
        var tables = new TableServiceClient(account.ConnectionString);
        foreach (var table in await tables.QueryAsync(cancellationToken: Cancellation).Where(table => table.Name.StartsWith("pricinglocal1", StringComparison.Ordinal)).ToListAsync(Cancellation))
            await tables.DeleteTableAsync(table.Name, Cancellation);

        (string Instance, int Number, string Name, string Output)[] calls =
        [
            ("nights", 0, "FindDueRun", """{"date":"2013-07-11","version":1,"instanceId":"night-2013-07-11-v1","folder":"2013-07-11/v1"}"""),
            ("night-2013-07-11-v1", 0, "StartRun", """{"date":"2013-07-11","version":1,"status":"Running"}"""),
            ("night-2013-07-11-v1", 1, "PlanNight", """{"run":{"date":"2013-07-11","version":1},"chunks":121,"tasks":1203}"""),
            ("night-2013-07-11-v1", 2, "cancel", "false"),
            .. Enumerable.Range(0, 150).Select(number => ("night-2013-07-11-v1-c0", number, "ValueChunk", """{"rows":10,"failed":0,"provisional":0,"unchanged":0}""")),
        ];
        foreach (var (instance, number, name, output) in calls)
        {
            await storage.Ledger.AddEntityAsync(
                new TableEntity($"history|{instance}", $"{number:D6}") { ["name"] = name, ["output"] = output }, Cancellation);
        }
    }
}
