using System.Globalization;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Steps;

/// <summary>Nights in which one issuer's prices look wrong, while another's are well.</summary>
public sealed class SuspectPriceNightTests(AzuriteFixture azurite) : NightTests(azurite)
{
    private const string Other = "Other|00";
    private const string SplitDate = "2012-09-26";

    [Fact]
    public async Task Night_SplitWithoutFactor_HoldsThatIssuerUntilAFileStatesTheFactor()
    {
        await using var host = await StartWithTwoIssuersAsync(Closes());
        await host.RunNightsAsync(Cancellation);
        var held = (await OthersAsync(host))[0];

        await DropAsync(host, "factor.csv", $"Date,Close,SplitFactor\n{SplitDate},{CloseOn(SplitDate)},200\n");
        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);

        Assert.Equal((ValueStatus.Failed, ""), (held.Status, held.AmountPerRight));
        Assert.Contains(
            "SuspectPrice close=", held.Failures, StringComparison.Ordinal);
        Assert.Contains(
            "4444 on 2012-09-26: its change is that of an unadjusted split of 1:200", held.Failures, StringComparison.Ordinal);

        // The same closes and the same terms as the third series, whose published value is 647,000 yen.
        var released = (await OthersAsync(host))[0];
        Assert.Equal((ValueStatus.Final, "647000", 2), (released.Status, released.AmountPerRight, released.Version));
        Assert.Equal(held, (await OthersAsync(host))[1]);
        var first = Assert.Single(await HistoryAsync(host, "3rd-series"));
        Assert.Equal((ValueStatus.Final, "647000"), (first.Status, first.AmountPerRight));
    }

    [Fact]
    public async Task Night_SplitWithoutFactor_HoldsThatIssuerUntilASettingConfirmsThePrice()
    {
        await using var host = await StartWithTwoIssuersAsync(Closes());
        await host.RunNightsAsync(Cancellation);
        var held = (await OthersAsync(host))[0];
        await host.StopEngineAsync();

        var settings = Settings();
        settings["MarketData:Checks:Confirmed:0"] = $"44440/{SplitDate}";
        await using var confirmed = host.Another(settings: settings);
        await AskAsync(confirmed);
        await confirmed.RunNightsAsync(Cancellation);

        Assert.Equal(ValueStatus.Failed, held.Status);
        var released = (await OthersAsync(confirmed))[0];
        Assert.Equal((ValueStatus.Final, 2), (released.Status, released.Version));

        // A fall to a two-hundredth that is taken for real moves a great deal.
        Assert.True(released.Volatility > 1, $"{released.Volatility}");
    }

    [Theory]
    [InlineData("2013-07-10", 1, ValueStatus.Provisional)]
    [InlineData("2013-07-09", 1, ValueStatus.Failed)]
    [InlineData("2013-07-09", 2, ValueStatus.Provisional)]
    public async Task Night_LastCloseTooOld_HoldsThatIssuerOnlyBeyondTheSetting(
        string lastClose, int sessions, ValueStatus status)
    {
        var closes = Closes("200").Where(row => string.CompareOrdinal(row[..10], lastClose) <= 0);
        await using var host = await StartWithTwoIssuersAsync(
            closes, ("MarketData:Checks:MaximumAgeSessions", sessions.ToString(CultureInfo.InvariantCulture)));

        await host.RunNightsAsync(Cancellation);

        var value = (await OthersAsync(host))[0];
        Assert.Equal(status, value.Status);
        Assert.Equal(status == ValueStatus.Failed, value.Failures.Contains("StalePrice", StringComparison.Ordinal));
        Assert.Equal(ValueStatus.Final, (await ValueAsync(host, "3rd-series")).Status);
    }

    private static IEnumerable<string> Closes(string factor = "") => SyntheticCloses.Make().Select(close => string.Create(
        CultureInfo.InvariantCulture,
        $"{close.Date:yyyy-MM-dd},{close.Close},{(close.SplitNewPerOld is null ? "" : factor)}"));

    private static string CloseOn(string date) =>
        Closes().First(row => row.StartsWith(date, StringComparison.Ordinal)).Split(',')[1];

    private static Task<List<ValueRecord>> OthersAsync(PipelineHost host) => host.Get<ValuationStore>()
        .HistoryAsync(Other, "other", cancellationToken: Cancellation).ToListAsync(Cancellation).AsTask();

    private static async Task DropAsync(PipelineHost host, string name, string text) =>
        await host.Storage.PriceFiles.GetBlobClient(name).UploadAsync(
            BinaryData.FromString(text),
            new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["code"] = "4444" } },
            Cancellation);

    private async Task<PipelineHost> StartWithTwoIssuersAsync(
        IEnumerable<string> closes, (string Name, string Value)? setting = null)
    {
        var host = await StartAsync(YearsLater, setting: setting);
        await DropAsync(host, "closes.csv", $"Date,Close,SplitFactor\n{string.Join('\n', closes)}\n");
        await host.IngestAsync(
            "batch.csv",
            Batch.Csv(
                Batch.Grant(Window),
                Batch.Grant(
                    [.. Window, "issuer=Other", "grant_id=other", "security_code=4444", "dividend_per_share=18.75"])),
            Cancellation);
        return host;
    }
}
