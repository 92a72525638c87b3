using Azure.Data.Tables;
using Pricing.Pipeline.Explanations;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Tests.Nights.Steps;
using Testing;

namespace Pricing.Pipeline.Tests.Explanations;

public sealed class ValueExplainerTests(AzuriteFixture azurite) : NightTests(azurite)
{
    /// <summary>A value of before values were sealed has no hash that would name the damage first.</summary>
    [Fact]
    public async Task Explain_ValueWhoseFiguresCannotBeRead_NamesTheDamage()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        var key = Keys.Value("3rd-series", Allotment, 1);
        var row = (await host.Storage.Valuations.GetEntityAsync<TableEntity>(Partition, key, cancellationToken: Cancellation)).Value;
        row.Remove("hash");

        foreach (var column in (string[])["exercisePrice", "sharesPerRight", "sharesForOne"])
        {
            var damaged = new TableEntity(row) { [column] = "1;2" };
            await host.Storage.Valuations.UpdateEntityAsync(damaged, Azure.ETag.All, TableUpdateMode.Replace, Cancellation);

            var explained = await host.Get<ValueExplainer>().ExplainAsync(new("IIJ", "3rd-series") { Date = Allotment }, Cancellation);

            Assert.Equal((ReasonCode.DamagedData, "values"), Assert.Single(explained.Failures) is var found ? (found.Code, found.Field) : default);
        }
    }

    // IIJ's 1:200 of 2012: 297,701 / 200 = 1,488.505, a fraction of a yen up.
    [Fact]
    public async Task Explain_ValueAfterASplit_ShowsXAndTheNumberStepByStep()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync(
            "batch.csv",
            Batch.Csv(Batch.Grant(
                "allotment_date=2011-07-14", "exercise_start=2011-07-15", "exercise_end=2041-07-14", "shares_per_right=1", "exercise_price=297701",
                "window_from=2005-12-02", "risk_free_rate=0.0145", "rate_source=a test", "dividend_per_share=0", "exercise_price_adjustment=ratio")),
            Cancellation);
        await host.RunNightsAsync(Cancellation);

        var explained = (await host.Get<ValueExplainer>().ExplainAsync(new("IIJ", "3rd-series") { Date = Allotment }, Cancellation)).Value;

        Assert.True(explained.IsReproduced);
        Assert.Equal(
            [
                ("X0", "297701", "the terms"), ("X", "1489", "X0 / 200, a fraction of the currency's unit up: the split with the ex-date 2012-09-26"),
                ("n0", "1", "the terms"), ("n", "200", "n0 x 200, a fraction of a share dropped: the split with the ex-date 2012-09-26"),
            ],
            explained.Explanation.Where(step => step.Symbol is ['X' or 'n'] or ['X' or 'n', '0']).Select(step => (step.Symbol, step.Value, step.Formula)));
    }
}
