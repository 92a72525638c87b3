using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Testing;

namespace Pricing.Api.Tests.Identity;

/// <summary>People who signed in, some with roles for one issuer: what they bring about bears their names, and reaches no further than their roles.</summary>
/// <param name="azurite">Where the storage is.</param>
public sealed class SignedInTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Grants =
        "issuer,grant_id,security_code,currency,allotment_date,window_from,exercise_start,exercise_end,exercise_price,shares_per_right,maximum_rights,allotted_rights,policy,expected_remaining_years\n"
        + "IIJ,g,3774,JPY,2013-07-11,2005-12-02,2013-07-12,2043-07-11,1,200,135,135,iij-practice,midpoint\n"
        + "Other,h,3774,JPY,2013-07-11,2005-12-02,2013-07-12,2043-07-11,1,200,135,135,iij-practice,midpoint\n";

    private static readonly Guid TanakaId = new("6f1c2d3e-4a5b-4c6d-8e7f-000000000001");
    private static readonly string Tanaka = Principals.Of("Tanaka", TanakaId, "Preparer:IIJ");
    private static readonly string Sato = Principals.Of("Sato", new("6f1c2d3e-4a5b-4c6d-8e7f-000000000002"), "Preparer");
    private static readonly string Abe = Principals.Of("Abe", new("6f1c2d3e-4a5b-4c6d-8e7f-000000000003"), "Reader:IIJ");
    private static readonly string Kato = Principals.Of("Kato", new("6f1c2d3e-4a5b-4c6d-8e7f-000000000005"), "Approver");
    private static readonly string Ueda = Principals.Of("Ueda", new("6f1c2d3e-4a5b-4c6d-8e7f-000000000004"), "Auditor");

    private ApiHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await ApiHost.StartAsync(
        azurite, new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), Cancellation, settings: new Dictionary<string, string?> { ["Identity:Provider"] = "AppService" });

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Files_OfAPreparerOfOneIssuer_ChangeThatIssuersRowsOnly()
    {
        var (sent, limited) = await SendFileAsync("/api/files?name=both.csv", Grants, Tanaka);
        var (_, whole) = await SendFileAsync("/api/files?name=both.csv", Grants, Sato);
        var (ofMarket, _) = await SendFileAsync("/api/files?kind=prices", "date,code,close\n2013-07-11,3774,3505\n", Tanaka);
        var (_, unsaid) = await SendFileAsync("/api/files", "date,code,close\n2013-07-11,3774,3505\n", Tanaka);
        var (forged, problem) = await SendFileAsync("/api/files?who=Sato", Grants, Tanaka);
        await host.TakeInSentAsync(Cancellation);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Forbidden, HttpStatusCode.BadRequest), (sent, ofMarket, forged));
        Assert.Equal("InvalidField who=Sato: is not the name of whoever signed in, Tanaka; it may be left out", $"{problem["detail"]}");
        Assert.NotEqual($"{limited["id"]}", $"{whole["id"]}");
        Assert.Equal(("Tanaka", $"entra:{TanakaId}", "IIJ"), ($"{limited["file"]!["who"]}", $"{limited["file"]!["whoIdentity"]}", $"{limited["file"]!["issuers"]}"));
        var own = await GetAsync($"/api/files/{limited["id"]}", Abe);
        Assert.Equal(("1", "1"), ($"{own["report"]!["stored"]}", $"{own["report"]!["rejected"]}"));
        using var rejects = await AskAsync(HttpMethod.Get, $"/api/files/{limited["id"]}/rejects", Abe);
        Assert.Contains("is not what the sender may change, which is IIJ", await rejects.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal("2", $"{(await GetAsync($"/api/files/{whole["id"]}", Ueda))["report"]!["rows"]}");
        Assert.Contains("NotAllowed file=prices", $"{(await GetAsync($"/api/files/{unsaid["id"]}", Tanaka))["report"]!["defect"]}", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync($"/api/files/{whole["id"]}", Abe));
        Assert.Equal(2, (await GetAsync("/api/files", Abe))["files"]!.AsArray().Count);
        Assert.Equal(3, (await GetAsync("/api/files", Ueda))["files"]!.AsArray().Count);
    }

    [Fact]
    public async Task Log_ChangeFromAnotherSite_NamesWhoseBrowserWasUsed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/signed-in/api/publications")
        {
            Headers = { { "X-MS-CLIENT-PRINCIPAL", Sato }, { "Origin", "http://evil" } },
        };
        using var refused = await host.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var entry = Assert.Single((await GetAsync("/api/access?date=2026-01-05&limit=100", Ueda)).AsArray(), entry => $"{entry!["kind"]}" == "Refused")!;
        Assert.Equal(("Sato", "/signed-in/api/publications", "403"), ($"{entry["name"]}", $"{entry["path"]}", $"{entry["status"]}"));
    }

    [Fact]
    public async Task Reading_WithARoleForOneIssuer_ShowsThatIssuerOnly()
    {
        await host.Pipeline.IngestAsync("both.csv", Grants + "Other,waits,3774,JPY,2013-07-11,2005-12-02,2013-07-12,2043-07-11,1,200,135,135,none,midpoint\n", Cancellation);
        await host.Pipeline.RunNightsAsync(Cancellation);

        Assert.Equal(["IIJ"], Issuers((await GetAsync("/api/grants", Abe))["grants"]!));
        Assert.Equal(["IIJ", "Other"], Issuers((await GetAsync("/api/grants", Ueda))["grants"]!));
        Assert.Equal(["IIJ"], Issuers(await GetAsync("/api/dates/2013-07-11/values?format=json", Abe)));
        Assert.Equal(["IIJ", "Other"], Issuers(await GetAsync("/api/dates/2013-07-11/values?format=json", Ueda)));
        Assert.Empty((await GetAsync("/api/waiting", Abe))["rows"]!.AsArray());
        Assert.Single((await GetAsync("/api/waiting", Ueda))["rows"]!.AsArray());
        foreach (var path in (string[])["/api/grants?issuer=Other", "/api/lapses?issuer=Other", "/api/grants/Other/h", "/api/grants/Other/h/report.html", "/api/runs/2013-07-11/1", "/api/runs/2013-07-11/1/values", "/api/batches"])
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(path, Abe));
        var questions = await SendAsync(
            "/api/price", """[{"grant":{"issuer":"IIJ","grant_id":"g"}},{"grant":{"issuer":"Other","grant_id":"h"}}]""", Abe);
        Assert.Equal("NotAllowed", $"{questions.Answer[1]!["failures"]![0]!["code"]}");
        Assert.NotNull(questions.Answer[0]!["value"]);

        Assert.Equal(["IIJ"], Issuers((await GetAsync("/api/dates/2013-07-11/table", Abe))["rows"]!));
        Assert.Equal(["IIJ", "Other"], Issuers((await GetAsync("/api/dates/2013-07-11/table", Ueda))["rows"]!));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync("/api/dates/2013-07-11/table?issuer=Other", Abe));
        Assert.Equal("1 1 Final", Day(await GetAsync("/api/dates?from=2013-07-11&to=2013-07-11", Abe)));
        Assert.Equal("2 2 Final", Day(await GetAsync("/api/dates?from=2013-07-11&to=2013-07-11", Ueda)));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync("/api/dates?from=2013-05-11&to=2013-07-12", Abe));

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync("/api/access", Abe));
        var log = (await GetAsync("/api/access?date=2026-01-05&limit=100", Ueda)).AsArray()
            .Select(entry => $"{entry!["kind"]} {entry["name"]} {entry["method"]} {entry["path"]} {entry["status"]}").ToList();
        Assert.Contains("Seen Abe GET /api/grants 200", log);
        Assert.Contains("Export Abe GET /api/dates/2013-07-11/values 200", log);
        Assert.Contains("Refused Abe GET /api/grants/Other/h 403", log);
        Assert.Contains("Refused Abe GET /api/runs/2013-07-11/1/values 403", log);
        Assert.Equal(1, log.Count(line => line.StartsWith("Seen Ueda", StringComparison.Ordinal)));
        Assert.DoesNotContain(log, line => line.Contains('?', StringComparison.Ordinal));
        Assert.Equal(
            ["Abe Reader:IIJ", "Ueda Auditor"],
            (await GetAsync("/api/roles?days=1", Ueda)).AsArray().Select(seen => $"{seen!["name"]} {seen["roles"]}"));
    }

    [Fact]
    public async Task Price_OfAGivenGrantOfAnotherIssuer_DoesNotShowWhatThatIssuerHasClosed()
    {
        await host.Pipeline.IngestAsync("both.csv", Grants, Cancellation);
        await host.Pipeline.RunNightsAsync(Cancellation);
        var (status, closed) = await SendAsync("/api/closings", """{"issuer":"Other","through":"2013-07-11","reason":"fiscal year"}""", Kato);
        Assert.True(status == HttpStatusCode.Created, closed.ToJsonString());
        await SendFileAsync("/api/files?kind=prices&name=late.csv&replace=true&reason=typo", "date,code,close\n2013-07-11,3774,3600\n", Sato);
        await host.TakeInSentAsync(Cancellation);

        Assert.Equal("3600", await SharePriceAsync("IIJ", Abe));
        Assert.Equal("3600", await SharePriceAsync("Other", Abe));
        Assert.Equal("3505", await SharePriceAsync("Other", Ueda));

        async Task<string> SharePriceAsync(string issuer, string who)
        {
            var (_, value) = await SendAsync(
                "/api/price",
                $$"""
                {"grant":{"issuer":"{{issuer}}","grant_id":"k","security_code":"3774","currency":"JPY","allotment_date":"2013-07-11",
                "window_from":"2005-12-02","exercise_start":"2013-07-12","exercise_end":"2043-07-11","exercise_price":1,"shares_per_right":200,
                "maximum_rights":135,"allotted_rights":135,"policy":"iij-practice","expected_remaining_years":"midpoint"} }
                """,
                who);
            return $"{value["sharePrice"]}";
        }
    }

    [Fact]
    public async Task Package_WithARoleForOneIssuer_HoldsNoFileThatMayNameAnother()
    {
        const string package = "/api/issuers/IIJ/package";
        await SendFileAsync("/api/files?name=both.csv", Grants, Tanaka);
        await host.TakeInSentAsync(Cancellation);
        using var own = await AskAsync(HttpMethod.Get, package, Abe);
        await SendFileAsync("/api/files?name=more.csv", Grants.Replace("IIJ,g,", "IIJ,k,", StringComparison.Ordinal), Sato);
        await host.TakeInSentAsync(Cancellation);
        using var refused = await AskAsync(HttpMethod.Get, package, Abe);

        Assert.Equal((HttpStatusCode.OK, "application/zip"), (own.StatusCode, own.Content.Headers.ContentType!.MediaType));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("it takes the role Reader, Preparer, Approver or Auditor for all issuers", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(package, Ueda));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync("/api/issuers/Other/package", Abe));
        var log = (await GetAsync("/api/access?date=2026-01-05&limit=100", Ueda)).AsArray().Select(entry => $"{entry!["kind"]} {entry["name"]} {entry["path"]} {entry["status"]}").ToList();
        Assert.Contains($"Export Abe {package} 200", log);
        Assert.Contains($"Refused Abe {package} 403", log);
    }

    [Fact]
    public async Task Runs_AskedForBySomebodyWhoSignedIn_BearTheNameOfTheSignIn()
    {
        await host.Pipeline.IngestAsync("both.csv", Grants, Cancellation);

        var (accepted, run) = await SendAsync("/api/runs", """{"date":"2013-07-11","reason":"a try","issuers":["IIJ"]}""", Tanaka);
        var (forged, problem) = await SendAsync("/api/runs", """{"date":"2013-07-11","reason":"a try","issuers":["IIJ"],"askedBy":"Sato"}""", Tanaka);
        var (tooFar, refused) = await SendAsync("/api/runs", """{"date":"2013-07-11","reason":"a try","issuers":["IIJ","Other"]}""", Tanaka);
        var (ofAll, all) = await SendAsync("/api/runs", """{"date":"2013-07-11","reason":"a try","askedBy":"Sato"}""", Sato);

        Assert.Equal((HttpStatusCode.Accepted, "Tanaka", $"entra:{TanakaId}"), (accepted, $"{run["askedBy"]}", $"{run["askedByIdentity"]}"));
        Assert.Equal((HttpStatusCode.BadRequest, "InvalidField askedBy=Sato: is not the name of whoever signed in, Tanaka; it may be left out"), (forged, $"{problem["detail"]}"));
        Assert.Equal((HttpStatusCode.Forbidden, "NotAllowed role=Preparer:IIJ: Tanaka may not do this; it takes the role Preparer for Other"), (tooFar, $"{refused["detail"]}"));
        Assert.Equal((HttpStatusCode.Accepted, "Sato"), (ofAll, $"{all["askedBy"]}"));
        Assert.Equal(["1"], (await GetAsync("/api/runs/2013-07-11", Abe)).AsArray().Select(seen => $"{seen!["version"]}"));
        Assert.Equal(["2", "1"], (await GetAsync("/api/runs", Ueda)).AsArray().Select(seen => $"{seen!["version"]}"));
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync("/api/runs/2013-07-11/2/cancel", """{"reason":"a mistake"}""", Tanaka)).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync("/api/runs/2013-07-11/1/cancel", """{"reason":"a mistake"}""", Tanaka)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync("/api/runs/2013-07-11/1/waive", """{"reason":"a mistake"}""", Tanaka)).Status);

        await host.Pipeline.RunNightsAsync(Cancellation);

        var stopped = await GetAsync("/api/runs/2013-07-11/1", Abe);
        Assert.Equal(("Cancelled", "Tanaka", $"entra:{TanakaId}"), ($"{stopped["status"]}", $"{stopped["cancelledBy"]}", $"{stopped["cancelledByIdentity"]}"));
    }

    [Fact]
    public async Task Addresses_InAnswersToSomebodyWhoSignedIn_StayBehindTheirDoor()
    {
        await host.Pipeline.IngestAsync("both.csv", Grants, Cancellation);
        using var ran = await AskAsync(HttpMethod.Post, "/signed-in/api/runs", Sato, new StringContent("""{"date":"2013-07-11","reason":"a try"}""", Encoding.UTF8, "application/json"));
        using var sent = await AskAsync(HttpMethod.Post, "/signed-in/api/files?name=a.csv", Sato, new StringContent(Grants, Encoding.UTF8, "text/csv"));
        using var page = await AskAsync(HttpMethod.Get, "/signed-in/api/grants?limit=1", Sato);

        Assert.Equal("/signed-in/api/runs/2013-07-11/1", $"{ran.Headers.Location}");
        Assert.StartsWith("/signed-in/api/files/", $"{sent.Headers.Location}", StringComparison.Ordinal);
        Assert.StartsWith("</signed-in/api/grants?", Assert.Single(page.Headers.GetValues("Link")), StringComparison.Ordinal);
        Assert.StartsWith("/signed-in/api/grants?", $"{(await page.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!["next"]}", StringComparison.Ordinal);
        using var followed = await AskAsync(HttpMethod.Get, $"{ran.Headers.Location}", Sato);
        Assert.Equal(HttpStatusCode.OK, followed.StatusCode);
    }

    private static string Day(JsonNode calendar) =>
        Assert.Single(calendar["dates"]!.AsArray()) is { } day ? $"{day["values"]} {(int)day["values"]! - (int)day["failed"]!} {day["state"]}" : "";

    private static List<string> Issuers(JsonNode list) => [.. list.AsArray().Select(item => $"{item!["issuer"]}").Order(StringComparer.Ordinal)];

    private async Task<JsonNode> GetAsync(string path, string principal)
    {
        using var answer = await AskAsync(HttpMethod.Get, path, principal);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private async Task<HttpStatusCode> StatusAsync(string path, string principal)
    {
        using var answer = await AskAsync(HttpMethod.Get, path, principal);
        return answer.StatusCode;
    }

    private Task<(HttpStatusCode Status, JsonNode Answer)> SendAsync(string path, string body, string principal) =>
        SendAsync(path, new StringContent(body, Encoding.UTF8, "application/json"), principal);

    private Task<(HttpStatusCode Status, JsonNode Answer)> SendFileAsync(string path, string content, string principal) =>
        SendAsync(path, new StringContent(content, Encoding.UTF8, "text/csv"), principal);

    private async Task<(HttpStatusCode Status, JsonNode Answer)> SendAsync(string path, HttpContent content, string principal)
    {
        using var answer = await AskAsync(HttpMethod.Post, path, principal, content);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!);
    }

    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, string principal, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.Add(Principals.Header, principal);
        if (method == HttpMethod.Post) request.Headers.Add("Origin", host.Client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        return await host.Client.SendAsync(request, Cancellation);
    }
}
