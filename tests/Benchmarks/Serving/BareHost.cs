using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Explanations;

namespace Benchmarks.Serving;

/// <summary>What the framework does by itself: bare endpoints that read the same JSON, and write the same JSON that was made before.</summary>
internal sealed class BareHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private BareHost(WebApplication app)
    {
        this.app = app;
        Client = new() { BaseAddress = new(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public static async Task<BareHost> StartAsync(IReadOnlyList<BareItem> answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapPost("/one", (BareQuestion question) => question.S > 0 ? answers[0].Value : null);
        app.MapPost("/many", (List<BareQuestion> questions) => questions.Count == answers.Count ? answers : null);
        await app.StartAsync();
        return new(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}

/// <summary>A question for a price.</summary>
internal sealed record BareQuestion(
    decimal S, decimal X, decimal T, double Sigma, decimal Q, decimal R, string Policy, decimal Shares, string Currency);

/// <summary>An answer in a list.</summary>
internal sealed record BareItem(int Index, PriceAnswer? Value);
