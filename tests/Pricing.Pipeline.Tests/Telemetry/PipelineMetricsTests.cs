using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Nights.Runs;
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
    public void ChunkValued_MixedTally_CountsEachStatusOnce()
    {
        metrics.ChunkValued(new(Rows: 10, Failed: 2, Provisional: 3, Unchanged: 4));

        Assert.Equal(
            [
                "grants.valued{status=final} 9",
                "grants.valued{status=provisional} 3",
                "grants.valued{status=failed} 2",
                "grants.unchanged 4",
            ],
            measures.Found);
    }

    [Fact]
    public void ChunkValued_NothingToDo_MeasuresNothing()
    {
        metrics.ChunkValued(Tally.Zero);

        Assert.Empty(measures.Found);
    }

    [Theory]
    [InlineData("grants", 3, null, "rows.rejected{kind=grants} 3")]
    [InlineData("events", 1, "an unclosed quote", "rows.rejected{kind=events} 2")]
    [InlineData("", 0, "the file is not UTF-8", "rows.rejected{kind=unreadable} 1")]
    public void BatchTakenIn_RefusedRows_CountsThemAndTheUnreadableRest(
        string kind, int rejected, string? defect, string measure)
    {
        metrics.BatchTakenIn(Report(kind, rejected, defect));

        Assert.Equal([measure], measures.Found);
    }

    [Fact]
    public void BatchTakenIn_AllRowsGood_MeasuresNothing()
    {
        metrics.BatchTakenIn(Report("grants", 0, null));

        Assert.Empty(measures.Found);
    }

    [Fact]
    public void RunEnded_CompletedRun_TakesTheTimeFromStartToEnd()
    {
        metrics.RunEnded(Run(RunStatus.Completed) with { StartedAt = Start, FinishedAt = Start.AddSeconds(90.5) });

        Assert.Equal(["run.duration{status=completed,scope=provisional} 90.5"], measures.Found);
    }

    [Fact]
    public void RunEnded_NeverStarted_MeasuresNothing()
    {
        metrics.RunEnded(Run(RunStatus.Cancelled) with { FinishedAt = Start });

        Assert.Empty(measures.Found);
    }

    private static RunRecord Run(RunStatus status) => new()
    {
        Date = new(2013, 7, 11),
        Version = 2,
        Status = status,
        Scope = RunScope.Provisional,
        Reason = "inputs of the date may have arrived",
        AskedBy = "timer",
        AskedAt = Start,
    };

    private static BatchReport Report(string kind, int rejected, string? defect) => new()
    {
        Batch = "00",
        Name = "batch.csv",
        Kind = kind,
        FinishedAt = Start,
        Rows = 5,
        Rejected = rejected,
        Defect = defect,
    };
}
