using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PricingFunctions.Local.SampleFeed;

/// <summary>
/// Serves the samples over HTTP on loopback, in the shape of J-Quants v2 and of the Ministry of Finance's files, so
/// that a first night needs no account and no network.
/// </summary>
public sealed class SampleFeedServer : IAsyncDisposable
{
    /// <summary>The key that the feed asks for.</summary>
    public const string ApiKey = "sample";

    private readonly WebApplication app;

    private SampleFeedServer(WebApplication app) => this.app = app;

    /// <summary>Where it listens: <c>http://127.0.0.1:port/</c>.</summary>
    public Uri BaseAddress => new(app.Urls.First());

    /// <summary>The base address in place of J-Quants'.</summary>
    public Uri JQuantsAddress => new(BaseAddress, "/v2");

    /// <summary>The address in place of the file of past curves.</summary>
    public Uri CurveHistoryAddress => new(BaseAddress, MofShape.HistoryPath);

    /// <summary>The address in place of the file of the current month's curves.</summary>
    public Uri CurrentMonthAddress => new(BaseAddress, MofShape.CurrentMonthPath);

    /// <summary>Reads the samples and starts serving them.</summary>
    /// <param name="samplesFolder">The folder <c>samples</c>.</param>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="time">The clock, by which closes and curves come out as they do at the real services.</param>
    /// <param name="cancellationToken">Stops the starting.</param>
    /// <exception cref="SetupException">A sample is missing, or the port is taken.</exception>
    public static async Task<SampleFeedServer> StartAsync(
        string samplesFolder, int port, TimeProvider time, CancellationToken cancellationToken)
    {
        var data = SampleData.Read(samplesFolder);
        var publication = new PublicationTimes(time);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.PropertyNamingPolicy = null);
        var app = builder.Build();
        new JQuantsShape(data, publication, ApiKey).Map(app);
        new MofShape(data, publication).Map(app);
        try
        {
            await app.StartAsync(cancellationToken);
            return new(app);
        }
        catch (IOException)
        {
            await app.DisposeAsync();
            throw new SetupException($"Port {port}, for the sample feed, is in use; choose another one with --feed-port.");
        }
    }

    /// <summary>Stops serving.</summary>
    public ValueTask DisposeAsync() => app.DisposeAsync();
}
