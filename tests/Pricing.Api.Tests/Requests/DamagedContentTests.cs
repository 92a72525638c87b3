using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pricing.Pipeline.Storage;
using PricingFunctions.Local;
using Testing;

namespace Pricing.Api.Tests.Requests;

/// <summary>What is stored is changed behind the pipeline's back: it is not handed out, its place is named, and the rest is.</summary>
public sealed class DamagedContentTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private ApiHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await ApiHost.StartAsync(azurite, new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), Cancellation);
        await host.Pipeline.IngestAsync(
            "iij.csv",
            await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Find(), "samples/grants/iij-3rd-series.csv"), Cancellation),
            Cancellation);
        await host.Pipeline.RunNightsAsync(Cancellation);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Evidence_Changed_IsRefusedByName()
    {
        var hash = (string)(await JsonAsync("/api/grants/IIJ/3rd-series/values"))["values"]![0]!["evidence"]!;
        await ChangeAsync(host.Pipeline.Storage.RunFiles.GetBlobClient($"evidence/{hash}.json"), "3505", "3506");

        await RefusedAsync($"/api/evidence/{hash}", $"runs/evidence/{hash}.json does not match its hash");
    }

    [Fact]
    public async Task RawBody_Changed_IsRefusedByName()
    {
        var value = (await JsonAsync("/api/grants/IIJ/3rd-series/values"))["values"]![0]!;
        var evidence = await JsonAsync($"/api/evidence/{value["evidence"]}");
        var sha256 = (string)evidence["sources"]![0]!["sha256"]!;
        Assert.Equal(sha256, ContentHash.Of(await host.Client.GetByteArrayAsync(new Uri($"/api/raw/{sha256}", UriKind.Relative), Cancellation)));
        await ChangeAsync(host.Pipeline.Storage.RawMarketData.GetBlobClient(sha256), "3505", "3506");

        await RefusedAsync($"/api/raw/{sha256}", $"raw-market-data/{sha256} does not match its hash");
    }

    [Theory]
    [InlineData(true, "Whether each close is the last of its period could not be checked: the stored closes cannot be read (DamagedData blob market-data/prices/37740=line ")]
    [InlineData(false, "Whether each close is the last of its period could not be checked: no closes of the window are stored")]
    public async Task Prices_ChangedOrGone_AreSaidInTheWorkbookNotToBeChecked(bool isChanged, string said)
    {
        var prices = host.Pipeline.Storage.MarketData.GetBlobClient("prices/37740");
        if (isChanged) await ChangeAsync(prices, "20130711 3505", "20130711 x");
        else await prices.DeleteAsync(cancellationToken: Cancellation);

        using var workbook = new ZipArchive(await host.Client.GetStreamAsync(new Uri("/api/grants/IIJ/3rd-series/workbook.xlsx", UriKind.Relative), Cancellation));
        using var summary = new StreamReader(await workbook.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync(Cancellation));
        var text = await summary.ReadToEndAsync(Cancellation);

        Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.Contains("Alike as far as it could be checked", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunValues_Changed_AreRefusedByName()
    {
        await StorageContent.UnpackAsync(
            host.Pipeline.Storage.RunFiles,
            "2013-07-11/v1/values/000000.ndjson",
            text => text.Replace("647000", "647001", StringComparison.Ordinal),
            Cancellation);

        await RefusedAsync(
            "/api/runs/2013-07-11/1/values",
            "runs/2013-07-11/v1/values/000000.ndjson holds in line 1 a value that does not match its hash");
    }

    [Fact]
    public async Task Rejects_KeptFileGone_AreRefusedByName()
    {
        var report = await host.Pipeline.IngestAsync("wrong.csv", "issuer,grant_id,date,kind,rights,reference\nIIJ,3rd-series,2013-07-13,vanished,20,minutes\n", Cancellation);
        await host.Pipeline.Storage.Intake.GetBlobClient(report.Sha256).DeleteAsync(cancellationToken: Cancellation);

        await RefusedAsync($"/api/files/{report.Batch}/rejects", $"intake/{report.Sha256} is not there");
    }

    [Fact]
    public async Task Rejects_TheirDocumentChanged_AreRefusedByName()
    {
        var report = await host.Pipeline.IngestAsync("wrong.csv", "issuer,grant_id,date,kind,rights,reference\nIIJ,3rd-series,2013-07-13,vanished,20,minutes\n", Cancellation);
        var document = host.Pipeline.Storage.GrantBatchReports.GetBlobClient($"{report.Batch}/rejects.ndjson");
        await document.UploadAsync(BinaryData.FromString("{\n"), overwrite: true, Cancellation);

        await RefusedAsync($"/api/files/{report.Batch}/rejects", $"grant-batch-reports/{report.Batch}/rejects.ndjson holds a line that is no reject");
    }

    [Fact]
    public async Task Price_HistoryChanged_IsDamageAloneAndAFailureOfItsItemInAList()
    {
        await host.Pipeline.Storage.MarketData.GetBlobClient("prices/37740").UploadAsync(BinaryData.FromString("no prices\n"), overwrite: true, Cancellation);
        const string share = """{"code":"3774","date":"2013-07-11","X":1,"T":15,"policy":"iij-practice","shares":200,"currency":"JPY"}""";
        const string inputs = """{"S":3505,"X":1,"T":15,"sigma":0.55,"q":0,"r":0.01275,"policy":"iij-practice","shares":200,"currency":"JPY"}""";

        foreach (var question in new[] { share, """{"grant":{"issuer":"IIJ","grant_id":"3rd-series"}}""" })
        {
            var (status, problem) = await PriceAsync(question);
            Assert.Equal((HttpStatusCode.InternalServerError, "urn:pricingfunctions:problem:damaged-data"), (status, (string?)problem["type"]));
            Assert.Contains("prices/37740", (string?)problem["detail"], StringComparison.Ordinal);
        }

        var (_, items) = await PriceAsync($"[{share},{inputs}]");
        Assert.Equal("DamagedData", (string?)items[0]!["failures"]![0]!["code"]);
        Assert.NotNull(items[1]!["value"]);
    }

    [Fact]
    public async Task GrantValues_OneChanged_IsNamedAndShowsNoFigure()
    {
        var table = host.Pipeline.Storage.Valuations;
        var row = (await table.GetEntityAsync<TableEntity>(
            "IIJ|00", Keys.Value("3rd-series", new(2013, 7, 11), 1), cancellationToken: Cancellation)).Value;
        row["amountPerRight"] = "647001";
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancellation);

        var value = Assert.Single((await JsonAsync("/api/grants/IIJ/3rd-series/values"))["values"]!.AsArray())!;

        Assert.Equal(("Failed", ""), ((string?)value["status"], (string?)value["amountPerRight"]));
        Assert.Equal(
            "DamagedData table valuations=IIJ 3rd-series 2013-07-11 v1: the stored value does not match its hash", (string?)value["failures"]);
    }

    [Fact]
    public async Task Run_Completed_NamesItsRootAndOneFromBeforeIsUnsealed()
    {
        var run = await JsonAsync("/api/runs/2013-07-11/1");
        var table = host.Pipeline.Storage.Runs;
        var row = (await table.GetEntityAsync<TableEntity>("2013-07-11", Keys.Inverted(1), cancellationToken: Cancellation)).Value;
        row.Remove("root");
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancellation);

        Assert.Matches("^[0-9a-f]{64}$", (string?)run["root"]);
        Assert.Equal("unsealed", (string?)(await JsonAsync("/api/runs/2013-07-11/1"))["root"]);
    }

    private static async Task ChangeAsync(BlobClient blob, string text, string other)
    {
        var content = (await blob.DownloadContentAsync(Cancellation)).Value.Content.ToString();
        var changed = content.Replace(text, other, StringComparison.Ordinal);
        Assert.NotEqual(content, changed);
        await blob.UploadAsync(BinaryData.FromString(changed), overwrite: true, Cancellation);
    }

    private async Task<(HttpStatusCode Status, JsonNode Answer)> PriceAsync(string question)
    {
        using var body = new StringContent(question, Encoding.UTF8, "application/json");
        using var answer = await host.Client.PostAsync(new Uri("/api/price", UriKind.Relative), body, Cancellation);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!);
    }

    private async Task RefusedAsync(string path, string detail)
    {
        using var answer = await host.Client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal(detail, (string?)problem["detail"]);
        var error = Assert.Single(host.Errors.Entries);
        Assert.StartsWith($"Damage: {detail}", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private async Task<JsonNode> JsonAsync(string path) =>
        JsonNode.Parse(await host.Client.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation))!;
}
