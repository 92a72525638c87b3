using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Storage;
using Testing;

namespace PricingFunctions.Local.Tests.Options;

/// <summary>What commands that read the storage by themselves leave in its access log.</summary>
/// <param name="azurite">Where the storage is.</param>
public sealed partial class CommandNoteTests(AzuriteFixture azurite) : IDisposable
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
    public async Task Command_ThatIsBrokenOff_IsNotedAllTheSame()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no signals there");
        var storage = await azurite.NewStorageAsync(Cancellation);
        var account = AzuriteFixture.AccountOf(storage).ConnectionString!;
        var tables = TableEndpoint().Match(account).Groups["address"].Value;
        var asked = new TaskCompletionSource();
        await using var front = await HangingAfterRunsAsync(new(tables), asked);
        await using var program = LocalProgram.Start(
            ["verify", "--all"], new Dictionary<string, string?> { ["AzureWebJobsStorage"] = account.Replace(tables, $"{front.Urls.Single()}{new Uri(tables).AbsolutePath}", StringComparison.Ordinal) });
        await asked.Task.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);

        await program.SignalAsync("INT");
        await program.EndAsync();

        var entry = Assert.Single(await EntriesAsync(storage));
        Assert.Equal(("verify --all", 1, true), (entry.Path, entry.Status, entry.IsBrokenOff));
    }

    /// <summary>Passes on what a command asks of the runs, by which it sees that the storage is one, and answers nothing else.</summary>
    private static async Task<WebApplication> HangingAfterRunsAsync(Uri tables, TaskCompletionSource asked)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var front = builder.Build();
        front.Urls.Add($"http://127.0.0.1:{FreePort.Next()}");
        var passed = 0;
        front.Run(async context =>
        {
            if (Interlocked.Increment(ref passed) > 1)
            {
                asked.TrySetResult();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }

            using var behind = new HttpClient();
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(tables, $"{context.Request.Path.ToUriComponent()}{context.Request.QueryString}"));
            foreach (var (name, values) in context.Request.Headers.Where(header => header.Key != "Host"))
                request.Headers.TryAddWithoutValidation(name, values.ToArray());
            using var answer = await behind.SendAsync(request, context.RequestAborted);
            context.Response.StatusCode = (int)answer.StatusCode;
            context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        });
        await front.StartAsync(Cancellation);
        return front;
    }

    [GeneratedRegex("TableEndpoint=(?<address>[^;]+)")]
    private static partial Regex TableEndpoint();

    private static async Task<List<AccessEntry>> EntriesAsync(PipelineStorage storage)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var (reader, all) = (new AccessReader(storage), new List<AccessEntry>());
        foreach (var day in (DateOnly[])[today.AddDays(-1), today]) all.AddRange(await reader.OfDayAsync(day, Cancellation).ToListAsync(Cancellation));
        return all;
    }
}
