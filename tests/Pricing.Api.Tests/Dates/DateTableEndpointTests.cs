using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Pricing.Api.Dates;
using Pricing.Pipeline.Nights.Columns;
using Pricing.Pipeline.Nights.Ledger;
using Testing;

namespace Pricing.Api.Tests.Dates;

public sealed class DateTableEndpointTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    private const string Table = "/api/dates/2013-07-11/table";

    [Fact]
    public async Task Table_SortedFilteredAndPaged_IsOfAllRunsOfTheDate()
    {
        await Host.Pipeline.IngestAsync("own.json", $"[{Grant.Replace("\"3774\"", "\"9999\"", StringComparison.Ordinal)}]", Cancellation);
        await RunSampleNightAsync();
        await Host.Pipeline.IngestAsync(
            "later.json", $"[{Grant.Replace("\"g\"", "\"h\"", StringComparison.Ordinal).Replace("\"exercise_price\":1", "\"exercise_price\":3505", StringComparison.Ordinal)}]", Cancellation);
        await PostAsync("/api/runs", """{"date":"2013-07-11","reason":"a grant came later","askedBy":"me"}""");
        await Host.Pipeline.RunNightsAsync(Cancellation);

        var all = await GetAsync(Table);

        Assert.Equal(("[2,1]", "5", "5"), (all["versions"]!.ToJsonString(), Text(all, "count"), Text(all, "matching")));
        Assert.Equal(["3rd-series", "3rd-series-at-the-money", "3rd-series-by-the-text", "g", "h"], Ids(all));
        Assert.Equal(("4", "0", "1"), (Text(all["summary"]!, "final"), Text(all["summary"]!, "provisional"), Text(all["summary"]!, "failed")));
        Assert.Equal("""[{"reason":"MissingPrice","count":1}]""", all["summary"]!["reasons"]!.ToJsonString());
        Assert.Equal(["3rd-series", "3rd-series-by-the-text"], Ids(await GetAsync($"{Table}?sort=AmountPerRight&descending=true&limit=2")));
        Assert.Equal(["3rd-series-at-the-money", "h"], Ids(await GetAsync($"{Table}?sort=AmountPerRight&descending=true&limit=2&skip=2&status=Final")));
        Assert.Equal(["g"], Ids(await GetAsync($"{Table}?reason=MissingPrice")));
        Assert.Equal(["3rd-series-by-the-text"], Ids(await GetAsync($"{Table}?search=THE-TEXT&issuer=IIJ")));
        Assert.Equal(["h"], Ids(await GetAsync($"{Table}?version=2")));
    }

    /// <summary>Whoever looks first after a start reads nothing of the storage: what is taken away there does not matter.</summary>
    [Fact]
    public async Task Table_OfTheLastDate_IsOpenFromTheStart()
    {
        await RunSampleNightAsync();
        var (dates, tables) = (Host.Pipeline.Get<DateTables>(), Host.Pipeline.Get<OpenTables>());
        var table = Host.Pipeline.Storage.RunFiles.GetBlobClient("2013-07-11/v1/values.parquet");
        using var start = new TableAtStart(Host.Pipeline.Get<NightLedger>(), dates, tables, NullLogger<TableAtStart>.Instance);

        await start.StartAsync(Cancellation);
        await start.ExecuteTask!;

        await table.DeleteAsync(cancellationToken: Cancellation);
        var ofDate = await dates.OfAsync(new(2013, 7, 11), Cancellation);
        Assert.Equal(3, await tables.UseAsync(ofDate, open => Task.FromResult(open.Count), Cancellation));
        Assert.False(await table.ExistsAsync(Cancellation));
    }

    [Fact]
    public async Task Table_OfADateWithoutACompletedRun_IsNotFound()
    {
        using var answer = await Host.Client.GetAsync(new Uri("/api/dates/2013-07-12/table", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Table_OfAMisspeltIssuer_IsNotFoundAndNotEmpty()
    {
        await RunSampleNightAsync();

        using var answer = await Host.Client.GetAsync(new Uri($"{Table}?issuer=IJI", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("no grants of this issuer are stored", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Ids(System.Text.Json.Nodes.JsonNode table) => table["rows"]!.AsArray().Select(row => Text(row!, "grantId"));
}
