using System.Net;
using System.Text;
using PricingFunctions.Local;
using Testing;

namespace Pricing.Api.Tests.Prices;

public sealed class PriceTurnTests(AzuriteFixture azurite)
{
    private const string Inputs = """{"S":3505,"X":1,"T":15,"sigma":0.5577379782,"q":0.00534950071327,"r":0.01275,"policy":"iij-practice","shares":200,"currency":"JPY"}""";
    private const string Share = """{"code":"3774","date":"2013-07-11","window_from":"2005-12-02","X":1,"T":15,"policy":"iij-practice","shares":200,"currency":"JPY"}""";
    private const string Stored = """{"grant":{"issuer":"IIJ","grant_id":"3rd-series"}}""";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Share)]
    [InlineData(Stored)]
    [InlineData($"[{Inputs},{Share}]")]
    [InlineData($"[{Stored}]")]
    public async Task Price_QuestionsThatWaitForTheStorageBesideWork_HoldNobodyUp(string question)
    {
        var hook = new StorageHook();
        await using var host = await ApiHost.StartAsync(
            azurite,
            new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero),
            Cancellation,
            settings: new Dictionary<string, string?> { ["Api:CostlyAtOnce"] = "1000" },
            hook: hook);

        // A file that was just taken in is work to be left room for.
        var grants = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Find(), "samples/grants/iij-3rd-series.csv"), Cancellation);
        using var sent = await host.Client.PostAsync(new Uri("/api/files?name=iij.csv&who=Abe", UriKind.Relative), new StringContent(grants, Encoding.UTF8, "text/csv"), Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        await host.TakeInSentAsync(Cancellation);
        Assert.True(host.IsAtWork);
        using var waiting = new SemaphoreSlim(0);
        var answered = new TaskCompletionSource();
        hook.Each(
            request => request.Uri.Path.Contains("market-data/", StringComparison.Ordinal),
            async () =>
            {
                waiting.Release();
                await answered.Task.WaitAsync(Cancellation);
            });

        // There are never more turns than processors.
        var asked = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => PostAsync(host, question)).ToList();
        foreach (var _ in asked) Assert.True(await waiting.WaitAsync(Patience, Cancellation), "a question does not reach the storage");
        Assert.True(host.IsAtWork);
        using var plain = await PostAsync(host, Inputs).WaitAsync(Patience, Cancellation);
        using var list = await PostAsync(host, $"[{Inputs}]").WaitAsync(Patience, Cancellation);
        answered.SetResult();

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (plain.StatusCode, list.StatusCode));
        foreach (var answer in await Task.WhenAll(asked)) answer.Dispose();
        Assert.Empty(host.Errors.Entries);
    }

    private static Task<HttpResponseMessage> PostAsync(ApiHost host, string body) =>
        host.Client.PostAsync(new Uri("/api/price", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"), Cancellation);
}
