using System.Net;
using System.Text.Json.Nodes;
using Testing;

namespace Pricing.Api.Tests;

public sealed class PricingApiTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    [Theory]
    [InlineData("/api/runs/2013-07-11/7", "run=2013-07-11 v7: was never asked for")]
    [InlineData("/api/runs/yesterday/1", "run=yesterday v1: was never asked for")]
    [InlineData("/api/runs/2013-07-11/7/values", "run=2013-07-11 v7: was never asked for")]
    [InlineData("/api/evidence/abc", "evidence=abc: no evidence of this hash is stored")]
    [InlineData("/api/evidence/0000000000000000000000000000000000000000000000000000000000000000", "evidence=0000000000000000000000000000000000000000000000000000000000000000: no evidence of this hash is stored")]
    [InlineData("/api/dates/yesterday/values", "date=yesterday: is no date")]
    [InlineData("/api/runs/2013-07-11/0", "path=/api/runs/2013-07-11/0: no address has this form")]
    [InlineData("/api/runs/2013-07-11/1000000", "path=/api/runs/2013-07-11/1000000: no address has this form")]
    [InlineData("/api/nothing", "path=/api/nothing: no address has this form")]
    [InlineData("/api/raw/abc", "sha256=abc: no body of this hash is stored")]
    [InlineData("/api/dates/2013-07-11/values", "date=2013-07-11: no grant has a value for it, and no run of it is completed")]
    [InlineData("/api/dates/2013-07-11/values?format=csv", "date=2013-07-11: no grant has a value for it, and no run of it is completed")]
    [InlineData("/api/issuers/Nobody/package", "UnknownGrant issuer=Nobody: no grant of this issuer is stored")]
    [InlineData("/api/dates/2013-07-11/workbook.xlsx", "NotDetermined date=2013-07-11: no grant has a value for it")]
    public async Task Get_WhatIsNotThere_Is404AndSaysWhat(string path, string detail)
    {
        using var answer = await Host.Client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(detail, Text(JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!, "detail"));
    }

    [Fact]
    public async Task OpenApi_DescribesEveryEndpoint()
    {
        var paths = (await GetAsync("/api/openapi.json"))["paths"]!.AsObject().Select(path => path.Key).Order(StringComparer.Ordinal);

        Assert.Equal(
            ["/api/access", "/api/batches", "/api/batches/{batch}", "/api/closings", "/api/closings/late", "/api/closings/{issuer}/{number}/reopen", "/api/dates", "/api/dates/{date}/table", "/api/dates/{date}/values", "/api/dates/{date}/workbook.xlsx", "/api/differences", "/api/differences/{issuer}/{number}/keep", "/api/doubts", "/api/evidence/{hash}", "/api/files", "/api/files/kinds", "/api/files/{id}", "/api/files/{id}/rejects", "/api/files/{id}/waiting", "/api/files/{id}/waiting/{line}/withdraw", "/api/grants", "/api/grants/{issuer}/{grantId}", "/api/grants/{issuer}/{grantId}/events", "/api/grants/{issuer}/{grantId}/note.txt", "/api/grants/{issuer}/{grantId}/notice.txt", "/api/grants/{issuer}/{grantId}/report.html", "/api/grants/{issuer}/{grantId}/values", "/api/grants/{issuer}/{grantId}/values/{date}", "/api/grants/{issuer}/{grantId}/values/{date}/explanation", "/api/grants/{issuer}/{grantId}/values/{date}/{version}/replaced", "/api/grants/{issuer}/{grantId}/workbook.xlsx", "/api/issuers/{issuer}/package", "/api/lapses", "/api/me", "/api/policies", "/api/policies/{name}", "/api/price", "/api/publications", "/api/publications/{issuer}/{number}", "/api/publications/{issuer}/{number}/approve", "/api/publications/{issuer}/{number}/reject", "/api/publications/{issuer}/{number}/withdraw", "/api/raw/{sha256}", "/api/roles", "/api/runs", "/api/runs/cancel", "/api/runs/doubts/{issuer}/{grantId}/{date}/{version}", "/api/runs/failed", "/api/runs/{date}", "/api/runs/{date}/{version}", "/api/runs/{date}/{version}/cancel", "/api/runs/{date}/{version}/compare", "/api/runs/{date}/{version}/progress", "/api/runs/{date}/{version}/values", "/api/runs/{date}/{version}/waive", "/api/settings", "/api/settings/changes", "/api/settings/{settings}", "/api/sources", "/api/volatility/{code}", "/api/waiting"],
            paths.Select(path => path.TrimEnd('/')));
    }

    [Fact]
    public async Task PageAndHealth_AnswerAndThePageNamesTheVersion()
    {
        var page = await Host.Client.GetStringAsync(new Uri("/", UriKind.Relative), Cancellation);

        Assert.StartsWith("<!", page, StringComparison.Ordinal);
        Assert.Contains($"\"{CodeVersion.Current}\"", page, StringComparison.Ordinal);
        Assert.Equal("ok", await Host.Client.GetStringAsync(new Uri("/health", UriKind.Relative), Cancellation));
    }
}
