using System.Text.Json;
using Pricing;
using Pricing.Pipeline.MarketData.Fetching;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Nights.Steps;

namespace PricingFunctions.Tests;

/// <summary>What travels between orchestrations and activities at its largest; the text is Japanese, 3 bytes a character.</summary>
public sealed class PayloadTests
{
    private const int Limit = 4096;
    private static readonly NightRun Run = new(new(9999, 12, 31), int.MaxValue);

    public static TheoryData<string> Payloads =>
    [
        .. new object[]
        {
            Run,
            new ChunkReference(Run, int.MaxValue),
            new ChunkRange(Run, int.MaxValue, NightlyValuation.MaximumFanOut),
            new PlanReference(Run, int.MaxValue, int.MaxValue),
            new Tally(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue),
            RunState.Of(LargestRun()),
            LargestSummary(),
        }.Select(payload => JsonSerializer.Serialize(payload, payload.GetType(), StepJson.Readable)),
    ];

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Payload_AtItsLargest_IsUnderFourKilobytes(string json) =>
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(json), 2, Limit);

    /// <summary>The longest reason, name and list of issuers that a request may have.</summary>
    private static RunRecord LargestRun() => new()
    {
        Date = Run.Date,
        Version = Run.Version,
        Status = RunStatus.Completed,
        Scope = RunScope.Provisional,
        Reason = new string('理', 200),
        AskedBy = new string('名', 100),
        Issuers = new string('社', 400),
        CancelReason = new string('理', 200),
        CancelledBy = new string('名', 100),
        Engine = "durable " + new string('x', 45),
        AskedAt = DateTimeOffset.MaxValue,
        StartedAt = DateTimeOffset.MaxValue,
        FinishedAt = DateTimeOffset.MaxValue,
        Planned = int.MaxValue,
        Chunks = int.MaxValue,
        Rows = int.MaxValue,
        Failed = int.MaxValue,
        Provisional = int.MaxValue,
        Unchanged = int.MaxValue,
        EngineVersion = "0.1.0+" + new string('f', 40),
    };

    private static FetchSummary LargestSummary()
    {
        var tally = new FetchTally(Run.Date)
        {
            Codes = int.MaxValue,
            CodesWithDate = int.MaxValue,
            Histories = int.MaxValue,
            PricesAdded = int.MaxValue,
            RowsDropped = int.MaxValue,
            CurvesAdded = int.MaxValue,
            LastCurve = DateOnly.MaxValue,
            NoticesAdded = int.MaxValue,
        };
        var failure = new Failure(ReasonCode.MissingPrice, "close", new string('値', 5000), new string('由', 5000));
        tally.Failures.AddRange(Enumerable.Repeat(failure, 1000));
        return tally.Summary();
    }
}
