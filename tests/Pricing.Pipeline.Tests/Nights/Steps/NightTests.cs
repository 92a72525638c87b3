using System.Text;
using Pricing.Pipeline.Checks;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Values;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Steps;

/// <summary>Nights of the sample market on storage of their own, and what they left in it.</summary>
public abstract class NightTests(AzuriteFixture azurite)
{
    protected const string Partition = "IIJ|00";
    protected const string YearsLater = "2026-01-05T18:00:00+09:00";
    protected static readonly DateOnly Allotment = new(2013, 7, 11);
    protected static readonly string[] Window = ["window_from=2005-12-02", "window_to=2013-07-11"];

    // A rate, a dividend and a window of its own, so that a night of a date after the sample market needs its close alone.
    protected static readonly string[] Own =
    [
        "risk_free_rate=0.01275", "rate_source=a test", "dividend_per_share=20", "window_from=2005-12-02", "exercise_price=3505",
        "exercise_price_adjustment=none",
    ];

    protected AzuriteFixture Azurite { get; } = azurite;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, null);

    protected static Dictionary<string, string?> Settings(int chunkSize = 500, string lastDate = "2013-07-11") => new()
    {
        ["Night:FirstDate"] = "2013-07-11",
        ["Night:LastDate"] = lastDate,
        ["Valuation:ChunkSize"] = $"{chunkSize}",
    };

    protected static string Shown(ValueRecord value) => $"{value.MeasurementDate:yyyy-MM-dd} v{value.Version} {value.Kind} {value.SharePrice}";

    protected static Task<List<ValueRecord>> HistoryAsync(PipelineHost host, string grant) =>
        host.Get<ValuationStore>().HistoryAsync(Partition, grant, cancellationToken: Cancellation).ToListAsync(Cancellation).AsTask();

    protected static async Task<ValueRecord> ValueAsync(PipelineHost host, string grant) =>
        (await host.Get<ValuationStore>().FindAsync(Partition, grant, Allotment, 1, Cancellation))!;

    protected static async Task<(GrantDateStatus Status, int Version)> GrantDateAsync(PipelineHost host, string grant)
    {
        var stored = (await host.Get<GrantStore>().FindAsync(Partition, grant, version: null, Cancellation)).Value;
        return (stored.GrantDateStatus, stored.GrantDateVersion);
    }

    protected async Task<PipelineHost> StartAsync(
        string now, int chunkSize = 500, (string Name, string Value)? setting = null, string? samples = null, StorageHook? hook = null)
    {
        var settings = Settings(chunkSize, samples is null ? "2013-07-11" : "2013-07-16");
        if (setting is var (name, value)) settings[name] = value;
        return await PipelineHost.StartAsync(await Azurite.NewStorageAsync(Cancellation, hook), At(now), settings, samples, Cancellation);
    }

    protected static async Task TakeAsync(PipelineHost host, string name, string text, bool replace = false)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var report = await host.Get<FileIntake>().TakeAsync(content, new() { Name = name, Door = "test", Replace = replace }, Cancellation);
        Assert.Equal((0, null), (report.Value.Rejected, report.Value.Defect));
    }

    protected static async Task<List<BasisDoubt>> OpenAsync(PipelineHost host) =>
        await host.Get<BasisSearch>().OpenAsync(Cancellation).ToListAsync(Cancellation);

    protected static RunRecord Asked { get; } = new()
    {
        Date = Allotment,
        Version = 1,
        Status = RunStatus.Requested,
        Reason = "a correction",
        AskedBy = "auditor",
        AskedAt = default,
    };

    protected static Task<RunRecord> AskAsync(PipelineHost host, string issuers = "") =>
        host.Get<RunStore>().AddNextAsync(Asked with { Issuers = issuers, AskedAt = host.Clock.GetUtcNow() }, Cancellation);
}
