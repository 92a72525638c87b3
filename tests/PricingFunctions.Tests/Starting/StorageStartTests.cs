using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pricing.Api.Identity;
using PricingFunctions.Http;
using PricingFunctions.Starting;
using Testing;

namespace PricingFunctions.Tests.Starting;

/// <summary>The app answers before its storage is ready, and of the storage from then on.</summary>
public sealed class StorageStartTests(AzuriteFixture azurite)
{
    private const string Inputs =
        """{"S":3505,"X":1,"T":15,"sigma":0.5577379782,"q":0.00534950071327,"r":0.01275,"policy":"iij-practice","shares":200,"currency":"JPY"}""";

    private static readonly KeyValuePair<string, string?>[] Policy =
        [new("Policies:0:Name", "house-rule"), new("Policies:0:Version", "1"), new("Policies:0:BasedOn", "release-text")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Handle_BeforeAndAfterTheStorageIsReady_AnswersWhatItCan()
    {
        var storage = await azurite.NewAccountAsync();
        await using var app = App(storage.ConnectionString!);
        var services = app.Services;
        var pipeline = services.GetRequiredService<PricingPipeline>();

        Assert.Equal((503, "1"), await AskAsync(pipeline, services, "GET", "/api/runs"));
        Assert.Equal((200, null), await AskAsync(pipeline, services, "POST", "/api/price", Inputs));

        await StartAsync(app);

        Assert.Equal((200, null), await AskAsync(pipeline, services, "GET", "/api/runs"));
        Assert.Equal((200, null), await AskAsync(pipeline, services, "POST", "/api/price", Inputs));
    }

    [Fact]
    public async Task Start_PolicyThatSaysSomethingElse_EndsTheAppBeforeAnythingStoredIsAnswered()
    {
        var storage = await azurite.NewAccountAsync();
        await using var before = App(storage.ConnectionString!, [.. Policy, new("Policies:0:AmountPerRightUnit", "1000")]);
        await StartAsync(before);
        Assert.False(before.Lifetime.ApplicationStopping.IsCancellationRequested);

        await using var app = App(storage.ConnectionString!, [.. Policy, new("Policies:0:AmountPerRightUnit", "100")]);
        var exitCode = Environment.ExitCode;
        try
        {
            await StartAsync(app);
            Assert.Equal(1, Environment.ExitCode);
        }
        finally
        {
            Environment.ExitCode = exitCode;
        }

        Assert.True(app.Lifetime.ApplicationStopping.IsCancellationRequested);
        Assert.Equal((503, "1"), await AskAsync(app.Services.GetRequiredService<PricingPipeline>(), app.Services, "GET", "/api/runs"));
    }

    private static async Task StartAsync(WebApplication app)
    {
        var start = app.Services.GetServices<IHostedService>().OfType<StorageStart>().Single();
        await start.StartAsync(Cancellation);
        await start.ExecuteTask!;
        await start.StopAsync(Cancellation);
    }

    private static WebApplication App(string connection, params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection([new("AzureWebJobsStorage", connection), .. settings]);
        builder.Logging.ClearProviders();
        builder.Services.AddPricingApp();
        return builder.Build();
    }

    private static async Task<(int Status, string? RetryAfter)> AskAsync(
        PricingPipeline pipeline, IServiceProvider services, string method, string path, string body = "")
    {
        await using var scope = services.CreateAsyncScope();
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.Path = path;
        context.Request.Host = new("localhost");
        context.CameThrough(Door.FunctionKey);
        context.Request.ContentType = "application/json";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Request.ContentLength = body.Length;
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(new MemoryStream()));
        await pipeline.HandleAsync(context, scope.ServiceProvider);
        return (context.Response.StatusCode, context.Response.Headers.RetryAfter);
    }
}
