using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Pricing.Pipeline.Intake.Doors;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Telemetry;
using Pricing.Pipeline.Tests.Intake.Batches;
using Testing;

namespace Pricing.Pipeline.Tests.Telemetry;

/// <summary>The pipeline with a collector on loopback: what arrives there is what a user's collector sees.</summary>
public sealed class TelemetryServicesTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddPipelineTelemetry_BatchWithARefusedRow_TracesMetricsAndLogsArriveByOtlp()
    {
        await using var collector = new Collector();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [TelemetryServices.OtlpEndpoint] = collector.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        }).Build();
        var storage = await azurite.NewStorageAsync(Cancelled);
        await storage.GrantBatches.UploadBlobAsync("bad.csv", BinaryData.FromString(Batch.Csv(Batch.Grant("policy="))), Cancelled);
        var hosted = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(storage)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
            .AddPipeline();
        hosted.AddPipelineTelemetry(configuration, "the pipeline under test");

        FileReport? report;
        await using (var services = hosted.BuildServiceProvider())
        {
            services.GetRequiredService<MeterProvider>();
            services.GetRequiredService<TracerProvider>();
            report = await services.GetRequiredService<BlobIntake>().IngestAsync(new FileDoors(storage).GrantBatches, "bad.csv", Cancelled);
        }

        Assert.Equal(1, report!.Rejected);
        Assert.Contains("rows.rejected", collector.Received("/v1/metrics"), StringComparison.Ordinal);
        Assert.Contains(report.Batch, collector.Received("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("the pipeline under test", collector.Received("/v1/traces"), StringComparison.Ordinal);

        // Once in the message, once as the scope's attribute: the information that a console at Warning leaves out.
        Assert.Contains("BatchId", collector.Received("/v1/logs"), StringComparison.Ordinal);
        Assert.Contains("File {Name} ({Batch})", collector.Received("/v1/logs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("http://127.0.0.1:4317", true)]
    public void HasOtlp_Endpoint_IsWhatDecides(string? endpoint, bool has) =>
        Assert.Equal(has, TelemetryServices.HasOtlp(new ConfigurationBuilder()
            .AddInMemoryCollection([new(TelemetryServices.OtlpEndpoint, endpoint)]).Build()));

    private sealed class Collector : IAsyncDisposable
    {
        private readonly HttpListener listener = new();
        private readonly ConcurrentDictionary<string, string> received = new();
        private readonly Task answering;

        public Collector()
        {
            Address = $"http://127.0.0.1:{FreePort.Next()}";
            listener.Prefixes.Add(Address + "/");
            listener.Start();
            answering = AnswerAsync();
        }

        public string Address { get; }

        /// <summary>Protobuf keeps text as UTF-8, so words can be looked for as they are.</summary>
        public string Received(string path) => received.GetValueOrDefault(path, "");

        public async ValueTask DisposeAsync()
        {
            listener.Close();
            await answering;
        }

        private async Task AnswerAsync()
        {
            while (listener.IsListening)
            {
                HttpListenerContext request;
                try
                {
                    request = await listener.GetContextAsync();
                }
                catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }

                using var body = new MemoryStream();
                await request.Request.InputStream.CopyToAsync(body);
                var text = Encoding.UTF8.GetString(body.ToArray());
                received.AddOrUpdate(request.Request.Url!.AbsolutePath, text, (_, before) => before + text);
                request.Response.Close();
            }
        }
    }
}
