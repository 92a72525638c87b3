using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Storage;
using Testing;

namespace PricingFunctions.Local.Tests.Options;

/// <summary>What commands that read the storage by themselves leave in its access log.</summary>
/// <param name="azurite">Where the storage is.</param>
public sealed class CommandNoteTests(AzuriteFixture azurite) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Commands_ThatReadWithoutAHost_AreNotedWithTheirLineAndExitCode()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        var environment = new Dictionary<string, string?> { ["AzureWebJobsStorage"] = AzuriteFixture.AccountOf(storage).ConnectionString };
        var backup = Path.Combine(folder.FullPath, "backup");

        Assert.Equal(0, (await LocalProgram.RunAsync(["backup", backup], environment)).ExitCode);
        var report = Path.Combine(folder.FullPath, "r.html");
        Assert.Equal(3, (await LocalProgram.RunAsync(["report", "IIJ", "g", "--out", report], environment)).ExitCode);
        Assert.Equal(3, (await LocalProgram.RunAsync(["explain", "IIJ", "g"], environment)).ExitCode);

        Assert.Equal(0, (await LocalProgram.RunAsync(["lapses", "--on", "2044-01-04"], environment)).ExitCode);
        Assert.Equal(0, (await LocalProgram.RunAsync(["verify", "--all"], environment)).ExitCode);

        Assert.Equal(
            [
                $"Export local COMMAND backup {backup} 0", $"Export local COMMAND report IIJ g --out {report} 3", "Values local COMMAND explain IIJ g 3",
                "Values local COMMAND lapses --on 2044-01-04 0", "Values local COMMAND verify --all 0",
            ],
            (await EntriesAsync(storage)).OrderBy(entry => entry.At)
                .Select(entry => $"{entry.Kind} {entry.Identity} {entry.Method} {entry.Path} {entry.Status}"));
    }

    [Fact]
    public async Task Command_OfAnIdentityThatMayOnlyRead_ReadsAllTheSameAndSaysSo()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        await using var front = await FrontAsync(Endpoint(storage, "Blob"), async context =>
        {
            if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) return false;

            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.CompleteAsync();
            return true;
        });

        var result = await LocalProgram.RunAsync(["verify", "--all"], Through(front, storage, "Blob"));

        Assert.Equal((0, "You may only read this storage: nothing of this stands in its access log."), (result.ExitCode, result.Error.Trim()));
        Assert.Empty(await EntriesAsync(storage));
    }

    [Fact]
    public async Task Command_ThatIsBrokenOff_IsNotedAllTheSame()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no signals there");
        var storage = await azurite.NewStorageAsync(Cancellation);
        var asked = new TaskCompletionSource();
        var passed = 0;

        // By the first answer the command sees that the storage is one.
        await using var front = await FrontAsync(Endpoint(storage, "Table"), async context =>
        {
            if (Interlocked.Increment(ref passed) == 1) return false;

            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
            return true;
        });
        await using var program = LocalProgram.Start(["verify", "--all"], Through(front, storage, "Table"));
        await asked.Task.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);

        await program.SignalAsync("INT");
        await program.EndAsync();

        var entry = Assert.Single(await EntriesAsync(storage));
        Assert.Equal(("verify --all", 1, true), (entry.Path, entry.Status, entry.IsBrokenOff));
    }

    private static string Endpoint(PipelineStorage storage, string service) =>
        Regex.Match(AzuriteFixture.AccountOf(storage).ConnectionString!, $"{service}Endpoint=(?<address>[^;]+)").Groups["address"].Value;

    /// <summary>The environment of a command that comes to one service of a storage through a front.</summary>
    private static Dictionary<string, string?> Through(WebApplication front, PipelineStorage storage, string service)
    {
        var address = Endpoint(storage, service);
        return new()
        {
            ["AzureWebJobsStorage"] = AzuriteFixture.AccountOf(storage).ConnectionString!
                .Replace($"{service}Endpoint={address}", $"{service}Endpoint={front.Urls.Single()}{new Uri(address).AbsolutePath}", StringComparison.Ordinal),
        };
    }

    /// <summary>Stands before a service and passes on what it does not answer itself.</summary>
    private static async Task<WebApplication> FrontAsync(string address, Func<HttpContext, Task<bool>> answersItself)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var front = builder.Build();
        front.Urls.Add($"http://127.0.0.1:{FreePort.Next()}");
        front.Run(async context =>
        {
            if (await answersItself(context)) return;

            using var behind = new HttpClient();
            using var request = new HttpRequestMessage(
                new(context.Request.Method), new Uri(new Uri(address), $"{context.Request.Path.ToUriComponent()}{context.Request.QueryString}"));
            foreach (var (name, values) in context.Request.Headers.Where(header => header.Key != "Host"))
                request.Headers.TryAddWithoutValidation(name, values.ToArray());
            using var answer = await behind.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
            context.Response.StatusCode = (int)answer.StatusCode;
            foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Transfer-Encoding"))
                context.Response.Headers[name] = values.ToArray();
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        });
        await front.StartAsync(Cancellation);
        return front;
    }

    private static async Task<List<AccessEntry>> EntriesAsync(PipelineStorage storage)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var (reader, all) = (new AccessReader(storage), new List<AccessEntry>());
        foreach (var day in (DateOnly[])[today.AddDays(-1), today]) all.AddRange(await reader.OfDayAsync(day, Cancellation).ToListAsync(Cancellation));
        return all;
    }
}
