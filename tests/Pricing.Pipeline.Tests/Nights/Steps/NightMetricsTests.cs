using System.Diagnostics.Metrics;
using Pricing.Pipeline.Nights.Watch;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Tests.Telemetry;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Steps;

public sealed class NightMetricsTests(AzuriteFixture azurite) : NightTests(azurite)
{
    [Fact]
    public async Task Night_FromItsBatchToItsLag_RecordsEveryMeasure()
    {
        await using var host = await StartAsync(YearsLater);
        using var measures = new Measures(host.Get<IMeterFactory>());

        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window), Batch.Grant("grant_id=a/b")), Cancellation);
        await host.RunNightsAsync(Cancellation);
        await host.Get<LagProbe>().MeasureAsync(Cancellation);

        Assert.Equal(
            [
                "grants.valued{status=final} 1",
                "price.staleness{} 0",
                "rows.rejected{kind=grants} 1",
                "run.duration{status=completed,scope=alive} 0",
                "run.lag{open=failed} 0",
                "run.lag{open=night} 0",
                "run.lag{open=provisional} 0",
            ],
            measures.Found.Where(found => !found.StartsWith("http.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }
}
