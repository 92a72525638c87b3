using Pricing.Pipeline.Controls.Changes;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Nights.Steps;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Steps;

/// <summary>What a run says of the settings under which it was carried out.</summary>
public sealed class RunSettingsTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset At = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private static readonly RunRecord Asked = new()
    {
        Date = new(2013, 7, 11),
        Version = 1,
        Status = RunStatus.Running,
        Reason = "scheduled",
        AskedBy = "timer",
        AskedAt = At,
        StartedAt = At,
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AtEnd_UnderOtherSettings_NamesBothUntilItIsSealed()
    {
        await using var host = await PipelineHost.StartAsync(await azurite.NewStorageAsync(Cancellation), At, cancellationToken: Cancellation);
        await using var other = host.Another(settings: new Dictionary<string, string?> { ["Waiting:Days"] = "31" });
        var (one, two) = (host.Get<CurrentSettings>().Snapshot.Hash, other.Get<CurrentSettings>().Snapshot.Hash);

        var started = await host.Get<RunSettings>().AtStartAsync(Asked, Cancellation);
        var same = await host.Get<RunSettings>().AtEndAsync(started, isCompleted: true, Cancellation);
        var ended = await other.Get<RunSettings>().AtEndAsync(started, isCompleted: true, Cancellation);

        Assert.Equal([one], same.AllSettings);
        Assert.Equal([one, two], ended.AllSettings);
        Assert.Equal(ended, await host.RunAsync(Asked.Date, 1, Cancellation));
        Assert.Equal([one, two], (await host.Get<SettingsLog>().ListAsync(Cancellation)).Select(change => change.Settings));

        // It was sealed, and a crash kept it from being closed.
        await host.Get<RunChain>().AppendAsync(started.ToRun(), _ => new(started.ToRun(), "root", "", ""), Cancellation);
        Assert.Equal([one], (await other.Get<RunSettings>().AtEndAsync(started, isCompleted: true, Cancellation)).AllSettings);
    }

    [Fact]
    public void Root_OfARunFromBeforeSettingsWereLogged_IsWhatItWas()
    {
        const string text =
            """{"askedBy":"timer","chunks":0,"date":"2013-07-11","failed":0,"form":"run 1","parts":[],"planned":0,"provisional":0,"reason":"scheduled","rows":0,"scope":"Alive","unchanged":0,"version":1}""";

        Assert.Equal(ContentHash.Of(text), ValueSeal.RootOf(Asked, []));
        Assert.Equal(
            ContentHash.Of(text.Replace("\"unchanged\"", "\"settings\":\"a b\",\"unchanged\"", StringComparison.Ordinal)),
            ValueSeal.RootOf(Asked.Under("a").Under("b").Under("a"), []));
    }
}
