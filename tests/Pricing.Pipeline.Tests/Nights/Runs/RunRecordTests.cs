using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Tests.Nights.Runs;

public sealed class RunRecordTests
{
    private static readonly DateTimeOffset Start = new(2013, 7, 11, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void ToEnded_CompletedRun_SaysWhatIsMeasured()
    {
        var run = Run(RunStatus.Completed) with
        {
            StartedAt = Start,
            FinishedAt = Start.AddSeconds(90.5),
            Rows = 21,
            Failed = 2,
            Provisional = 3,
        };

        Assert.Equal(
            new EndedRun("night-2013-07-11-v2", "Completed", "Provisional", Start, Start.AddSeconds(90.5))
            {
                Values = 21,
                Failed = 2,
                Provisional = 3,
            },
            run.ToEnded());
    }

    [Fact]
    public void ToEnded_NeverStarted_IsNothingToMeasure() =>
        Assert.Null((Run(RunStatus.Cancelled) with { FinishedAt = Start }).ToEnded());

    [Fact]
    public void ToEnded_StillRunning_IsNothingToMeasure() =>
        Assert.Null((Run(RunStatus.Running) with { StartedAt = Start }).ToEnded());

    [Theory]
    [InlineData("", true)]
    [InlineData("unverified", false)]
    public void IsScheduled_ReasonThatSaysSo_IsSoWhereNobodyAsked(string identity, bool expected) =>
        Assert.Equal(expected, (Run(RunStatus.Requested) with { Reason = RunRecord.Scheduled, AskedByIdentity = identity }).IsScheduled);

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
}
