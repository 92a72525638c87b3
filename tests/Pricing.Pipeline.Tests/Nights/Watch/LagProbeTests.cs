using System.Diagnostics.Metrics;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Pricing.Calendars;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Nights.Watch;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Telemetry;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Watch;

/// <summary>2013-07-11 was a Thursday; 07-12 and 07-16 (07-15 was Marine Day) are the next business dates.</summary>
public sealed class LagProbeTests(AzuriteFixture azurite) : IDisposable
{
    private static readonly DateOnly Thursday = new(2013, 7, 11);
    private static readonly DateOnly Friday = new(2013, 7, 12);

    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    private PipelineStorage storage = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => services.Dispose();

    [Theory]
    [InlineData("17:59:59", "00:00:00")]
    [InlineData("18:00:00", "00:00:00")]
    [InlineData("20:00:00", "02:00:00")]
    public async Task MeasureAsync_NightNotClosed_CountsFromItsDueTime(string time, string lag)
    {
        var (probe, _, measures) = await ProbeAsync(Thursday, time);
        using var _2 = measures;

        var found = await probe.MeasureAsync(Cancelled);

        Assert.Equal(new(TimeSpan.Parse(lag), TimeSpan.Zero, TimeSpan.Zero), found);
        Assert.Equal(
            [$"run.lag{{open=night}} {TimeSpan.Parse(lag).TotalSeconds:0}", "run.lag{open=failed} 0", "run.lag{open=provisional} 0"], measures.Found);
    }

    [Theory]
    [InlineData(true, 120)]
    [InlineData(false, 0)]
    public async Task MeasureAsync_ClosedWithProvisionalValues_CountsFromTheNextMorningUntilTheyAreFinal(
        bool stayProvisional, int minutes)
    {
        var (probe, ledger, measures) = await ProbeAsync(Friday, "12:00");
        using var _ = measures;
        await ValueIsProvisionalAsync(true);
        await ledger.CloseAsync(Run(Thursday, RunScope.Alive), Cancelled);
        Assert.Equal(new(TimeSpan.Zero, TimeSpan.FromHours(2), TimeSpan.Zero), await probe.MeasureAsync(Cancelled));

        await ValueIsProvisionalAsync(stayProvisional);
        await ledger.CloseAsync(Run(Thursday, RunScope.Provisional) with { Version = 2 }, Cancelled);

        Assert.Equal(new(TimeSpan.Zero, TimeSpan.FromMinutes(minutes), TimeSpan.Zero), await probe.MeasureAsync(Cancelled));
    }

    [Fact]
    public async Task MeasureAsync_AfterTheLastDate_IsNeverLate()
    {
        var (probe, ledger, measures) = await ProbeAsync(new(2013, 7, 31), "12:00", last: Thursday);
        using var _ = measures;
        await ledger.CloseAsync(Run(Thursday, RunScope.Alive), Cancelled);

        Assert.Equal(new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero), await probe.MeasureAsync(Cancelled));
    }

    [Fact]
    public async Task MeasureAsync_RunThatFailed_CountsFromItsDueTimeThoughTheNightsGoOn()
    {
        var (probe, ledger, measures) = await ProbeAsync(Friday, "17:00");
        using var _ = measures;
        await ledger.CloseAsync(Run(Thursday, RunScope.Alive) with { Status = RunStatus.Failed, FailureReason = "PlanNight: no" }, Cancelled);
        Assert.Equal(new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromHours(23)), await probe.MeasureAsync(Cancelled));

        await ledger.CloseAsync(Run(Thursday, RunScope.Alive), Cancelled);

        Assert.Equal(new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero), await probe.MeasureAsync(Cancelled));
    }

    private static RunRecord Run(DateOnly date, RunScope scope) => new()
    {
        Date = date,
        Version = 1,
        Status = RunStatus.Completed,
        Scope = scope,
        Reason = "scheduled",
        AskedBy = "timer",
        AskedAt = default,
    };

    /// <summary>As far as the ledger looks at a grant.</summary>
    private async Task ValueIsProvisionalAsync(bool isProvisional) => await storage.Grants.UpsertEntityAsync(
        new TableEntity("IIJ|00", "g")
        {
            ["allotment_date"] = "2013-07-11",
            ["GrantDateStatus"] = isProvisional ? "Provisional" : "Final",
        },
        cancellationToken: Cancelled);

    private async Task<(LagProbe Probe, NightLedger Ledger, Measures Measures)> ProbeAsync(
        DateOnly date, string time, DateOnly? last = null)
    {
        storage = await azurite.NewStorageAsync(Cancelled);
        var clock = new FakeTimeProvider(JapanTime.At(date, TimeOnly.Parse(time)));
        var options = new NightOptions { FirstDate = Thursday, LastDate = last };
        var runs = new RunStore(storage);
        var marks = new NightMarks(storage, new(storage, new(storage)), clock);
        var failed = new FailedRuns(storage, runs, new(storage), new(storage), new(storage), options, clock);
        var ledger = new NightLedger(storage, runs, marks, failed, options, clock);
        var meters = services.GetRequiredService<IMeterFactory>();
        return (new(ledger, marks, failed, options, clock, new(meters)), ledger, new(meters));
    }
}
