using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Tests.Telemetry;

public sealed class PipelineMetricsTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2013, 7, 11, 9, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Measures measures;
    private readonly PipelineMetrics metrics;

    public PipelineMetricsTests()
    {
        var meters = services.GetRequiredService<IMeterFactory>();
        measures = new(meters);
        metrics = new(meters);
    }

    public void Dispose()
    {
        measures.Dispose();
        services.Dispose();
    }

    [Fact]
    public void ChunkValued_MixedValues_CountsEachStatusOnce()
    {
        metrics.ChunkValued(final: 5, provisional: 3, failed: 2, unchanged: 4);

        Assert.Equal(
            [
                "grants.valued{status=final} 5",
                "grants.valued{status=provisional} 3",
                "grants.valued{status=failed} 2",
                "grants.valued{status=unchanged} 4",
            ],
            measures.Found);
    }

    [Fact]
    public void ChunkValued_NothingToDo_MeasuresNothing()
    {
        metrics.ChunkValued(0, 0, 0, 0);

        Assert.Empty(measures.Found);
    }

    [Theory]
    [InlineData("grants", 3, true, "rows.rejected{kind=grants} 3")]
    [InlineData("events", 1, false, "rows.rejected{kind=events} 2")]
    [InlineData("", 0, false, "rows.rejected{kind=unreadable} 1")]
    public void BatchTakenIn_RefusedRows_CountsThemAndTheUnreadableRest(
        string kind, int refused, bool isReadable, string measure)
    {
        metrics.BatchTakenIn(kind, refused, isReadable);

        Assert.Equal([measure], measures.Found);
    }

    [Fact]
    public void BatchTakenIn_AllRowsGood_MeasuresNothing()
    {
        metrics.BatchTakenIn("grants", 0, isReadable: true);

        Assert.Empty(measures.Found);
    }

    [Fact]
    public void RunEnded_Run_TakesTheTimeFromStartToEnd()
    {
        metrics.RunEnded(new("night-2013-07-11-v2", "Completed", "Provisional", Start, Start.AddSeconds(90.5)));

        Assert.Equal(["run.duration{status=completed,scope=provisional} 90.5"], measures.Found);
    }
}
