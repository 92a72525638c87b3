using System.Diagnostics;
using System.Globalization;
using PricingFunctions.Local;
using PricingFunctions.Local.Processes;
using Testing;

namespace EndToEnd.Tests;

/// <summary>An Azurite that no host of this project started: the plain program, in memory.</summary>
internal sealed class OthersAzurite : IAsyncDisposable
{
    private readonly Process node;
    private readonly int port;

    private OthersAzurite(Process node, int port) => (this.node, this.port) = (node, port);

    /// <summary>How the account that every Azurite has is reached.</summary>
    public string ConnectionString => Connection(port);

    /// <summary>How that account is reached at a port.</summary>
    /// <param name="port">The first of the three ports.</param>
    public static string Connection(int port) => string.Create(
        CultureInfo.InvariantCulture,
        $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;BlobEndpoint=http://127.0.0.1:{port}/devstoreaccount1;QueueEndpoint=http://127.0.0.1:{port + 1}/devstoreaccount1;TableEndpoint=http://127.0.0.1:{port + 2}/devstoreaccount1;");

    /// <summary>Starts it.</summary>
    /// <param name="port">The first of its three ports.</param>
    /// <param name="accounts">Its accounts; null for the usual one.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public static async Task<OthersAzurite> StartAsync(int port, string? accounts, CancellationToken cancellationToken)
    {
        // Where the fixture's own one runs it is installed; in a fresh clone it may be nobody's turn yet.
        await (await TestContext.Current.GetFixture<AzuriteFixture>())!.NewAccountAsync();
        var program = Path.Combine(RepositoryRoot.Find(), "node_modules", "azurite", "dist", "src", "azurite.js");
        var start = new ProcessStartInfo(
            "node",
            [
                program, "--silent", "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry",
                "--blobPort", $"{port}", "--queuePort", $"{port + 1}", "--tablePort", $"{port + 2}",
            ]);
        if (accounts is not null) start.Environment["AZURITE_ACCOUNTS"] = accounts;
        var azurite = new OthersAzurite(Process.Start(start)!, port);
        await Eventually.TrueAsync(
            "the other Azurite answers",
            () => Task.FromResult(!LoopbackPort.IsFree(port) && !LoopbackPort.IsFree(port + 1) && !LoopbackPort.IsFree(port + 2)),
            cancellationToken);
        return azurite;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        node.Kill();
        await node.WaitForExitAsync();
        node.Dispose();
    }
}
