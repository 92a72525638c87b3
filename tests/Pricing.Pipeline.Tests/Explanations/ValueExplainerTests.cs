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
}
