using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pricing.Api.Tests.Descriptions;
using PricingFunctions.Local;
using Testing;

namespace Pricing.Api.Tests.Manners;

/// <summary>What a browser is told with every answer of both hosts' routes, whoever gives it.</summary>
public sealed partial class AnswerHeadersTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    private const string Nothing = "default-src 'none'; frame-ancestors 'none'";

    private readonly AzuriteFixture azurite = azurite;

    [Theory]
    [InlineData("GET", "/api/policies", HttpStatusCode.OK)]
    [InlineData("GET", "/api/openapi.json", HttpStatusCode.OK)]
    [InlineData("HEAD", "/api/policies", HttpStatusCode.OK)]
    [InlineData("GET", "/health", HttpStatusCode.OK)]
    [InlineData("GET", "/api/nothing", HttpStatusCode.NotFound)]
    [InlineData("GET", "/assets/0000/page.js", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/runs?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/raw/..%2f..%2fetc%2fpasswd", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/api/policies", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/api/price", HttpStatusCode.BadRequest)]
    public async Task Answer_OfAnyKind_IsNotGuessedKeptFramedOrRun(string method, string path, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(path, UriKind.Relative));
        if (method == "POST") request.Content = new StringContent("{", encoding: null, "application/json");
        using var answer = await Host.Client.SendAsync(request, Cancellation);

        Assert.Equal(status, answer.StatusCode);
        AssertGuarded(answer);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answer_OfEveryRoute_IsNotGuessedKeptFramedOrRun(bool asApp)
    {
        await using var host = await ApiHost.StartAsync(azurite, new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), Cancellation, asApp);
        var document = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Find(), "docs", "openapi.json"), Cancellation))!;
        var operations = DescribedOperation.Of(document);

        Assert.NotEmpty(operations);
        foreach (var operation in operations)
        {
            foreach (var method in new[] { operation.Method, HttpMethod.Head, HttpMethod.Delete })
            {
                using var request = new HttpRequestMessage(method, new Uri(Part().Replace(operation.Path, "1"), UriKind.Relative));
                if (method == HttpMethod.Post) request.Content = new StringContent("{}", encoding: null, "application/json");
                using var answer = await host.Client.SendAsync(request, Cancellation);

                Assert.True((int)answer.StatusCode < 500, $"{method} {operation.Path}: {answer.StatusCode}");
                AssertGuarded(answer);
            }
        }
    }

    [Fact]
    public async Task Answer_ToWhoHasItAlready_BearsTheSame()
    {
        using var first = await Host.Client.GetAsync(new Uri("/api/policies", UriKind.Relative), Cancellation);
        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/policies", UriKind.Relative));
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await Host.Client.SendAsync(again, Cancellation);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        AssertGuarded(second);
    }

    [Fact]
    public async Task Answer_WhereTheStorageIsDamaged_BearsTheSame()
    {
        await Host.Pipeline.Storage.Runs.DeleteAsync(Cancellation);
        using var answer = await Host.Client.GetAsync(new Uri("/api/runs", UriKind.Relative), Cancellation);

        Assert.True((int)answer.StatusCode >= 500, $"{answer.StatusCode}");
        AssertGuarded(answer);
    }

    private static void AssertGuarded(HttpResponseMessage answer) =>
        Assert.Equal(
            ("nosniff", "DENY", "no-referrer", Nothing, "no-store", "true"),
            (One(answer, "X-Content-Type-Options"), One(answer, "X-Frame-Options"), One(answer, "Referrer-Policy"), One(answer, "Content-Security-Policy"), answer.Headers.CacheControl?.ToString(), One(answer, "x-not-for-publication")));

    private static string One(HttpResponseMessage answer, string header) => Assert.Single(answer.Headers.GetValues(header));

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Part();
}
