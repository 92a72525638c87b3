using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Testing;

namespace PricingFunctions.Local.Tests.Options;

public sealed class StorageSearchTests
{
    [Fact]
    public async Task Verify_BesideAHostWhoseStorageIsAway_SaysSoInOneLine()
    {
        var (port, away) = (FreePort.Next(), FreePort.NextRange(3));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var host = builder.Build();
        host.Urls.Add($"http://127.0.0.1:{port}");
        host.Run(context =>
        {
            context.Response.Headers["x-storage-blobs"] = $"http://127.0.0.1:{away}/devstoreaccount1";
            return Task.CompletedTask;
        });
        await host.StartAsync(TestContext.Current.CancellationToken);

        var result = await LocalProgram.RunAsync(
            ["verify", "--all", "--port", port.ToString(CultureInfo.InvariantCulture)],
            new Dictionary<string, string?> { ["AzureWebJobsStorage"] = null, ["AzureWebJobsStorage__accountName"] = null });

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("The storage account cannot be used: ", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }
}
