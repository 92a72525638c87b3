using System.Net;
using Azure.Core;
using Testing;

namespace Pricing.Api.Tests.Identity;

/// <summary>What a package costs that its asker may not have.</summary>
/// <param name="azurite">Where the storage is.</param>
public sealed class PackageRefusalTests(AzuriteFixture azurite)
{
    private const string Grants =
        "issuer,grant_id,security_code,currency,allotment_date,window_from,exercise_start,exercise_end,exercise_price,shares_per_right,maximum_rights,allotted_rights,policy,expected_remaining_years\n"
        + "IIJ,g,3774,JPY,2013-07-11,2005-12-02,2013-07-12,2043-07-11,1,200,135,135,iij-practice,midpoint\n"
        + "Other,h,3774,JPY,2013-07-11,2005-12-02,2013-07-12,2043-07-11,1,200,135,135,iij-practice,midpoint\n";

    // The rows of buckets and grants, and the first file that says it.
    private const int FewReads = 4;

    private static readonly string Abe = Principals.Of("Abe", new("6f1c2d3e-4a5b-4c6d-8e7f-000000000003"), "Reader:IIJ");
    private static readonly string Ueda = Principals.Of("Ueda", new("6f1c2d3e-4a5b-4c6d-8e7f-000000000004"), "Auditor");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Package_OfAnotherFilesIssuer_IsRefusedByAFewRowsAndNothingIsMade()
    {
        var hook = new StorageHook();
        await using var host = await StartAsync(hook);
        await host.Pipeline.IngestAsync("both.csv", Grants, Cancellation);
        await host.Pipeline.RunNightsAsync(Cancellation);
        var reads = hook.Count(request => request.Method == RequestMethod.Get);
        var bodies = hook.Count(request => request.Method == RequestMethod.Get && request.Uri.Port == host.Pipeline.Storage.RunFiles.Uri.Port);

        var refused = await AskAsync(host, Abe);
        var (few, none) = (reads(), bodies());
        var given = await AskAsync(host, Ueda);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (refused, given));
        Assert.Equal(0, none);
        Assert.InRange(few, 1, FewReads);
        Assert.True(reads() > 10 * FewReads, $"the package itself takes {reads()} reads");
    }

    [Fact]
    public async Task Package_OfARunThatNamesAnother_IsRefusedThoughItsFilesNameOneIssuer()
    {
        var hook = new StorageHook();
        await using var host = await StartAsync(hook);
        await SendAsync(host, "Preparer:IIJ", Grants);
        await SendAsync(host, "Preparer:Other", Grants);
        await host.TakeInSentAsync(Cancellation);
        var alone = await AskAsync(host, Abe);
        await host.Pipeline.RunNightsAsync(Cancellation);
        var ofAll = await AskAsync(host, Abe);
        using var asked = await PostAsync(
            host, "/api/runs", Principals.Of("Sato", new("6f1c2d3e-4a5b-4c6d-8e7f-000000000002"), "Preparer"), """{"date":"2013-07-11","reason":"a try","issuers":["IIJ","Other"]}""", "application/json");
        await host.Pipeline.RunNightsAsync(Cancellation);
        var bodies = hook.Count(request => request.Method == RequestMethod.Get && request.Uri.Port == host.Pipeline.Storage.RunFiles.Uri.Port);
        var limited = await AskAsync(host, Abe);

        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Forbidden, 0), (alone, ofAll, limited, bodies()));
    }

    private Task<ApiHost> StartAsync(StorageHook hook) => ApiHost.StartAsync(
        azurite, new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), Cancellation, settings: new Dictionary<string, string?> { ["Identity:Provider"] = "AppService" }, hook: hook);

    private static async Task SendAsync(ApiHost host, string role, string content)
    {
        using var answer = await PostAsync(host, "/api/files?name=both.csv", Principals.Of("Tanaka", new("6f1c2d3e-4a5b-4c6d-8e7f-000000000001"), role), content, "text/csv");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    private static async Task<HttpResponseMessage> PostAsync(ApiHost host, string path, string principal, string body, string form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body, new System.Text.UTF8Encoding(false), form) };
        request.Headers.Add(Principals.Header, principal);
        return await host.Client.SendAsync(request, Cancellation);
    }

    private static async Task<HttpStatusCode> AskAsync(ApiHost host, string principal)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/issuers/IIJ/package", UriKind.Relative));
        request.Headers.Add(Principals.Header, principal);
        using var answer = await host.Client.SendAsync(request, Cancellation);
        return answer.StatusCode;
    }
}
