using System.Text;
using System.Text.Json.Nodes;
using Testing;

namespace Pricing.Api.Tests.Files;

/// <summary>Tests of files that are sent over HTTP: a file of each kind, and how it is sent.</summary>
/// <param name="azurite">Where the storage is.</param>
public abstract class FileTests(AzuriteFixture azurite)
{
    private protected const string GrantHeader =
        "issuer,grant_id,security_code,currency,allotment_date,exercise_start,exercise_end,exercise_price,shares_per_right,maximum_rights,allotted_rights,policy,expected_remaining_years\n";

    private protected const string Grants = GrantHeader + "IIJ,g1,3774,JPY,2013-07-11,2013-07-12,2043-07-11,1,200,135,135,iij-practice,15\n";
    private protected const string Events = "issuer,grant_id,date,kind,rights,reference\nIIJ,g1,2014-07-01,exercised,5,minutes\n";
    private protected const string Prices = "Code,Date,Close\n3774,2013-07-09,3500\n3774,2013-07-10,3510\n9433,2013-07-10,5000\n";
    private protected const string Dividends = "Code,Kind,Amount,RecordDate,AnnouncedOn\n3774,final,18.75,2013-03-31,2013-05-15\n";
    private protected const string Curves = "date,1Y,10Y\n2013-07-10,0.1,0.8\n2013-07-11,0.1,0.81\n";

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected Task<ApiHost> StartAsync(bool asApp = false) =>
        ApiHost.StartAsync(azurite, new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), Cancellation, asApp);

    private protected static Task<HttpResponseMessage> PostAsync(ApiHost host, string query, string content) =>
        PostAsync(host, query, Encoding.UTF8.GetBytes(content));

    private protected static async Task<HttpResponseMessage> PostAsync(ApiHost host, string query, byte[] content)
    {
        using var body = new ByteArrayContent(content);
        return await host.Client.PostAsync(new Uri($"/api/files?{query}", UriKind.Relative), body, Cancellation);
    }

    private protected static Task<JsonNode> SendAsync(ApiHost host, string query, string content) =>
        SendAsync(host, query, Encoding.UTF8.GetBytes(content));

    private protected static async Task<JsonNode> SendAsync(ApiHost host, string query, byte[] content)
    {
        using var answer = await PostAsync(host, query, content);
        await host.TakeInSentAsync(Cancellation);
        return await GetAsync(host, answer.Headers.Location!.ToString());
    }

    private protected static async Task<JsonNode> GetAsync(ApiHost host, string place)
    {
        using var answer = await host.Client.GetAsync(new Uri(place, UriKind.Relative), Cancellation);
        return await ReadAsync(answer);
    }

    private protected static async Task<JsonNode> ReadAsync(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;

    private protected static string Text(JsonNode node, string name) => node[name]?.ToString() ?? "";
}
