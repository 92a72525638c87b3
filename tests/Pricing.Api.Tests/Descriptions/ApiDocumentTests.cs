using System.Text.Json;
using System.Text.Json.Nodes;
using PricingFunctions.Local;
using Testing;

namespace Pricing.Api.Tests.Descriptions;

/// <summary>The description of the routes.</summary>
public sealed class ApiDocumentTests(AzuriteFixture azurite)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Committed => Path.Combine(RepositoryRoot.Find(), "docs", "openapi.json");

    /// <summary>
    /// What is committed is what is answered, by both hosts. Where routes change on purpose, run the tests with the variable
    /// WRITE_OPENAPI set, and look at what differs.
    /// </summary>
    /// <param name="asApp">As the Functions app answers.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Document_IsTheCommittedOne(bool asApp)
    {
        await using var host = await ApiHost.StartAsync(azurite, new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), Cancellation, asApp);

        var answered = JsonNode.Parse(await host.Client.GetStringAsync(new Uri("/api/openapi.json", UriKind.Relative), Cancellation))!;

        var text = answered.ToJsonString(Indented) + "\n";
        if (Environment.GetEnvironmentVariable("WRITE_OPENAPI") is { Length: > 0 }) await File.WriteAllTextAsync(Committed, text, Cancellation);
        Assert.Equal(await File.ReadAllTextAsync(Committed, Cancellation), text);
    }
}
