using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Pricing.Api.Tests.Descriptions;
using Pricing.Pipeline.Storage;
using Testing;

namespace Soak.Doors;

/// <summary>A local host with a key, as a process of its own, on which the sample night has run.</summary>
internal sealed class DoorHost : IAsyncDisposable
{
    // Garbage that could be collected and was not yet is no memory that a request costs, nor is what the C library keeps of freed memory:
    // what is needed must go into a heap of 64 MiB and two places of the C library, which gives back what is freed.
    private const string MostHeap = "0x4000000";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly Uri Runs = new("/api/runs", UriKind.Relative);

    private readonly LocalProgram program;

    private DoorHost(LocalProgram program, int port)
    {
        (this.program, Port) = (program, port);
        Client = new() { BaseAddress = new($"http://127.0.0.1:{port}"), DefaultRequestHeaders = { { "x-functions-key", HostileHeaders.Key } } };
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>A client that has the key.</summary>
    public HttpClient Client { get; }

    /// <summary>The most memory that it ever held, bytes.</summary>
    public long Memory
    {
        get
        {
            using var process = Process.GetProcessById(program.Id);
            return process.PeakWorkingSet64;
        }
    }

    /// <summary>Starts it and waits for the night.</summary>
    /// <param name="account">The storage.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public static async Task<DoorHost> StartAsync(StorageOptions account, CancellationToken cancellationToken)
    {
        var ports = FreePort.Next(2);
        var host = new DoorHost(
            LocalProgram.Start(
                ["--port", Text(ports[0]), "--feed-port", Text(ports[1])],
                new Dictionary<string, string?>
                {
                    ["AzureWebJobsStorage"] = account.ConnectionString,
                    ["AzureWebJobsStorage__accountName"] = null,
                    ["Api__Key"] = HostileHeaders.Key,
                    ["DOTNET_GCHeapHardLimit"] = MostHeap,
                    ["MALLOC_ARENA_MAX"] = "2",
                    ["MALLOC_MMAP_THRESHOLD_"] = "131072",
                    ["MALLOC_TRIM_THRESHOLD_"] = "131072",
                }),
            ports[0]);
        await Eventually.TrueAsync("the night is done", () => host.IsReadyAsync(cancellationToken), cancellationToken, Patience);
        return host;
    }

    /// <summary>What is stored, by the names of the parameters that name it.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> KnownAsync(CancellationToken cancellationToken)
    {
        using var holders = new StringContent("issuer,grant_id,holder,group,rights\nIIJ,3rd-series,D-01,Directors,60\n", Encoding.UTF8, "text/csv");
        using var sent = await Client.PostAsync(new Uri("/api/files?kind=holders", UriKind.Relative), holders, cancellationToken);
        var file = JsonNode.Parse(await sent.Content.ReadAsStringAsync(cancellationToken))!;
        return await StoredNames.OfAsync(Client, $"{file["id"]}", cancellationToken);
    }

    /// <summary>Asks it to stop.</summary>
    /// <returns>What it said.</returns>
    public async Task<ProgramResult> StopAsync()
    {
        await program.SignalAsync("TERM");
        return await program.EndAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await program.DisposeAsync();
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await Client.GetStringAsync(Runs, cancellationToken)).Contains("Completed", StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
