using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PricingFunctions.Local;
using Testing;

namespace Pricing.Api.Tests;

/// <summary>Tests of endpoints on a real server: what they ask, and the sample night.</summary>
/// <param name="azurite">Where the storage is.</param>
public abstract class ApiTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private protected const string Grant =
        """
        {"issuer":"IIJ","grant_id":"g","security_code":"3774","currency":"JPY","allotment_date":"2013-07-11",
        "window_from":"2005-12-02","exercise_start":"2013-07-12","exercise_end":"2043-07-11","exercise_price":1,
        "shares_per_right":200,"maximum_rights":135,"allotted_rights":135,"policy":"iij-practice","expected_remaining_years":"midpoint"}
        """;

    private protected ApiHost Host { get; private set; } = null!;

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        Host = await ApiHost.StartAsync(azurite, new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), Cancellation);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private protected static string Text(JsonNode node, string name) => node[name]!.ToString();

    private protected static List<string> Failures(JsonNode problem) =>
    [
        .. problem["failures"]!.AsArray().Select(failure =>
            $"{Text(failure!, "code")} {Text(failure!, "field")}={Text(failure!, "value")}: {Text(failure!, "reason")}"),
    ];

    private protected async Task<(HttpStatusCode Status, JsonNode Answer)> PostAsync(string path, string body)
    {
        using var answer = await Host.Client.PostAsync(new Uri(path, UriKind.Relative), Json(body), Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.NotEqual("", text);
        return (answer.StatusCode, JsonNode.Parse(text)!);
    }

    private protected async Task<JsonNode> GetAsync(string path) =>
        JsonNode.Parse(await Host.Client.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation))!;

    private protected async Task UploadSamplesAsync() => await Host.Pipeline.IngestAsync(
        "iij.csv",
        await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Find(), "samples/grants/iij-3rd-series.csv"), Cancellation),
        Cancellation);

    private protected async Task FailSampleNightAsync()
    {
        await UploadSamplesAsync();
        await Host.Pipeline.Storage.RunFiles.GetBlobClient("2013-07-11/v1/plan.json").UploadAsync(BinaryData.FromString("{"), Cancellation);
        await Host.Pipeline.RunNightsAsync(Cancellation);
    }

    private protected async Task<List<JsonNode>> LinesAsync(string path) =>
    [
        .. (await Host.Client.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!),
    ];

    private protected async Task RunSampleNightAsync()
    {
        await UploadSamplesAsync();
        await Host.Pipeline.RunNightsAsync(Cancellation);
    }
}
