using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Pricing.Pipeline.Storage;
using Testing;

namespace Pricing.Api.Tests.Files;

/// <summary>What is answered of files that came.</summary>
public sealed class FileEndpointTests(AzuriteFixture azurite) : FileTests(azurite)
{
    [Fact]
    public async Task List_Files_ComesRecentFirstAPageAtATime()
    {
        await using var host = await StartAsync();
        var ids = new List<string>();
        foreach (var content in new[] { Grants, Prices, Curves, Dividends, Events })
        {
            ids.Insert(0, Text(await SendAsync(host, "", content), "id"));
            host.Pipeline.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var seen = new List<string>();
        for (var place = "/api/files?limit=2"; place is not null;)
        {
            var page = await GetAsync(host, place);
            Assert.InRange(page["files"]!.AsArray().Count, 1, 2);
            seen.AddRange(page["files"]!.AsArray().Select(file => Text(file!, "id")));
            place = page["next"]?.ToString();
        }

        Assert.Equal(ids, seen);
        var one = Assert.Single((await GetAsync(host, $"/api/files?sha256={ContentHash.Of(Curves)}"))["files"]!.AsArray());
        Assert.Equal("curves", Text(one!["report"]!, "kind"));
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=x", "limit")]
    [InlineData("after=nothing", "after")]
    [InlineData("sha256=abc", "sha256")]
    public async Task List_WrongParameter_Is400(string query, string field)
    {
        await using var host = await StartAsync();

        using var answer = await host.Client.GetAsync(new Uri($"/api/files?{query}", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(field, Text((await ReadAsync(answer))["failures"]![0]!, "field"));
    }

    [Theory]
    [InlineData("/api/files/nothing")]
    [InlineData("/api/files/nothing/rejects")]
    [InlineData("/api/files/%2e%2e%2f/rejects")]
    public async Task Get_UnknownFile_Is404(string place)
    {
        await using var host = await StartAsync();

        using var answer = await host.Client.GetAsync(new Uri(place, UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Rejects_BeforeTheFileIsTakenIn_Is409()
    {
        await using var host = await StartAsync();
        using var sent = await PostAsync(host, "", Grants);

        using var answer = await host.Client.GetAsync(new Uri($"{sent.Headers.Location}/rejects", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Fact]
    public async Task Get_CurvesThatContradictAndThenReplace_TellsTheFiguresOfBoth()
    {
        await using var host = await StartAsync();
        await SendAsync(host, "", Curves);
        var other = Curves.Replace("0.81", "0.82", StringComparison.Ordinal);

        var refused = await SendAsync(host, "", other);
        var rejects = await host.Client.GetStringAsync(new Uri(Text(refused, "rejects"), UriKind.Relative), Cancellation);
        var replaced = await SendAsync(host, "replace=true&reason=a%20typing%20error", other);

        Assert.Contains("\r\n3,2013-07-11,0.1,0.82,10Y,0.82,another curve is stored for 2013-07-11 and stays (stored / sent): 10Y 0.81 / 0.82\r\n", rejects, StringComparison.Ordinal);
        Assert.Equal(("curve 2013-07-11 10Y: 0.81 -> 0.82", "1"), (Text(replaced["report"]!, "replaced"), Text(replaced["report"]!, "replacedCount")));
    }

    [Fact]
    public async Task Rejects_CorrectedAndSentAgain_AreStored()
    {
        await using var host = await StartAsync();
        const string two = Grants + "IIJ,g2,3774,JPY,2013-07-11,2013-07-12,2043-07-11,\"3,50\",200,135,135,iij-practice,15\n";
        var sent = await SendAsync(host, "name=grants.csv", two);
        var place = new Uri(Text(sent, "rejects"), UriKind.Relative);

        using var rejects = await host.Client.GetAsync(place, Cancellation);
        var csv = await rejects.Content.ReadAsStringAsync(Cancellation);
        var again = await SendAsync(host, "", csv.Replace("\"3,50\",200", "350,200", StringComparison.Ordinal));
        using var request = new HttpRequestMessage(HttpMethod.Get, place);
        request.Headers.Accept.Add(new("application/x-ndjson"));
        using var lines = await host.Client.SendAsync(request, Cancellation);

        Assert.Equal(
            "\uFEFFrejected_line," + GrantHeader.TrimEnd() + ",rejected_field,rejected_value,rejected_reason\r\n"
            + "3,IIJ,g2,3774,JPY,2013-07-11,2013-07-12,2043-07-11,\"3,50\",200,135,135,iij-practice,15,exercise_price,\"3,50\","
            + Text(JsonNode.Parse((await lines.Content.ReadAsStringAsync(Cancellation)).Split('\n')[0])!, "reason") + "\r\n",
            Encoding.UTF8.GetString(await rejects.Content.ReadAsByteArrayAsync(Cancellation)));
        Assert.Equal(("text/csv", "grants-rejects.csv"), (rejects.Content.Headers.ContentType?.MediaType, rejects.Content.Headers.ContentDisposition?.FileName));
        Assert.Equal(("1", "0", null), (Text(again["report"]!, "stored"), Text(again["report"]!, "rejected"), again["report"]!["notices"]));
    }
}
