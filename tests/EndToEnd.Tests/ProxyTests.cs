using System.Globalization;
using Testing;

namespace EndToEnd.Tests;

/// <summary>A proxy is set as on a company's machine, and nobody listens there: what is on this machine is asked directly.</summary>
public sealed class ProxyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("HTTP_PROXY", null)]
    [InlineData("http_proxy", null)]
    [InlineData("ALL_PROXY", null)]
    [InlineData("http_proxy", "intranet.example")]
    public async Task Once_ProxySet_AsksLoopbackDirectly(string variable, string? exceptions)
    {
        await using var collector = await StandInFeed.StartAsync();
        foreach (var signal in new[] { "traces", "metrics", "logs" })
            collector.On($"/v1/{signal}", StandInReply.Body(200, "application/x-protobuf", []));
        var ports = FreePort.Next(2);

        var result = await LocalProgram.RunAsync(
            [
                "--port", Text(ports[0]), "--feed-port", Text(ports[1]), "--azurite-port", Text(FreePort.NextRange(3)),
                "--data", Path.Combine(folder.FullPath, "data"), "--once",
            ],
            new Dictionary<string, string?>
            {
                ["NO_PROXY"] = null,
                ["no_proxy"] = exceptions,
                [variable] = $"http://127.0.0.1:{FreePort.Next()}",
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.BaseAddress.ToString(),
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            });

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("647,000", result.Output, StringComparison.Ordinal);
        Assert.Contains("/v1/traces", collector.Requests);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
