using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Testing;

/// <summary>
/// A server on loopback that speaks for the feeds and fails on demand: each path has a list of replies, of which the
/// last one is repeated.
/// </summary>
public sealed class StandInFeed : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<StandInReply>> replies = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> requests = new();

    private StandInFeed(WebApplication app) => this.app = app;

    /// <summary>Where it listens.</summary>
    public Uri BaseAddress => new(app.Urls.First());

    /// <summary>The paths and queries asked for, in order.</summary>
    public IReadOnlyCollection<string> Requests => requests;

    /// <summary>Starts it.</summary>
    /// <param name="withForeignCertificate">
    /// Whether it speaks TLS with a certificate of another name that nobody trusts.
    /// </param>
    public static async Task<StandInFeed> StartAsync(bool withForeignCertificate = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (withForeignCertificate)
            builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (withForeignCertificate)
                listen.UseHttps(ForeignCertificate());
        }));
        var app = builder.Build();
        var feed = new StandInFeed(app);
        app.Run(feed.AnswerAsync);
        await app.StartAsync();
        return feed;
    }

    /// <summary>Sets the replies of a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="inOrder">The replies; the last one is repeated.</param>
    public void On(string path, params StandInReply[] inOrder) => replies[path] = new(inOrder);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Requests that hang would keep the server from stopping.
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        try
        {
            await app.StopAsync(atOnce.Token);
        }
        catch (OperationCanceledException)
        {
            // That is how it stops.
        }

        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        requests.Enqueue(context.Request.Path + context.Request.QueryString);
        if (!replies.TryGetValue(context.Request.Path, out var queue))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        StandInReply? reply;
        lock (queue)
        {
            queue.TryPeek(out reply);
            if (queue.Count > 1)
                queue.TryDequeue(out _);
        }

        try
        {
            await reply!.SendAsync(context);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException)
        {
            // The client has gone away.
        }
    }

    private static X509Certificate2 ForeignCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            "CN=another.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(
            new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), password: null);
    }
}
