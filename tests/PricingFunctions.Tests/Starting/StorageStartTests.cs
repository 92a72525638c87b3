using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PricingFunctions.Http;
using PricingFunctions.Starting;
using Testing;

namespace PricingFunctions.Tests.Starting;

/// <summary>The app answers before its storage is ready, and of the storage from then on.</summary>
public sealed class StorageStartTests(AzuriteFixture azurite)
{
    private const string Inputs =
        """{"S":3505,"X":1,"T":15,"sigma":0.5577379782,"q":0.00534950071327,"r":0.01275,"policy":"iij-practice","shares":200,"currency":"JPY"}""";

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

        var start = services.GetServices<IHostedService>().OfType<StorageStart>().Single();
        await start.StartAsync(Cancellation);
        await start.ExecuteTask!;

        Assert.Equal((200, null), await AskAsync(pipeline, services, "GET", "/api/runs"));
        Assert.Equal((200, null), await AskAsync(pipeline, services, "POST", "/api/price", Inputs));
        await start.StopAsync(Cancellation);
    }

    private static WebApplication App(string connection)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection([new("AzureWebJobsStorage", connection)]);
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
        context.Request.ContentType = "application/json";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Request.ContentLength = body.Length;
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(new MemoryStream()));
        await pipeline.HandleAsync(context, scope.ServiceProvider);
        return (context.Response.StatusCode, context.Response.Headers.RetryAfter);
    }
}
