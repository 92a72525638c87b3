using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Pricing.Pipeline.Nights.Passes;
using Pricing.Pipeline.Nights.Runs;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Passes;

public sealed class NightsKeeperTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));
    private StandInHub hub = null!;
    private PassStore passes = null!;
    private NightsKeeper keeper = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        hub = new(clock);
        passes = new(await azurite.NewStorageAsync(Cancellation), new("durable 株/1"));
        keeper = new(passes, hub, new() { LongestStandstill = TimeSpan.FromHours(3) }, clock, NullLogger<NightsKeeper>.Instance);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Ensure_NoPassOpen_OpensAndStartsOne()
    {
        await keeper.EnsureAsync("timer", Cancellation);

        var open = await OpenAsync();
        Assert.Equal(("timer", clock.GetUtcNow()), (open.AskedBy, open.StartedAt));
        Assert.Equal([open.InstanceId], hub.Started);
    }

    [Fact]
    public async Task Ensure_PassUnderWay_MakesItLookOnceMore()
    {
        await keeper.EnsureAsync("timer", Cancellation);
        var before = (await passes.FindAsync(Cancellation))!;

        await keeper.EnsureAsync("http", Cancellation);

        Assert.Single(hub.Started);
        Assert.Equal(before.Pass, await OpenAsync());
        Assert.False(await passes.TryCloseAsync(before, Cancellation));
        Assert.True(await passes.TryCloseAsync((await passes.FindAsync(Cancellation))!, Cancellation));
    }

    /// <summary>The client repeats a write whose answer was lost, and is told that another one came before.</summary>
    [Fact]
    public async Task Write_AnswerThatIsLost_IsDoneAndAnothersIsNot()
    {
        NightsPass one = new("one", "timer", clock.GetUtcNow()), two = new("two", "timer", clock.GetUtcNow()), three = new("three", "timer", clock.GetUtcNow());

        Assert.True(await passes.TryOpenAsync(one, Cancellation));
        Assert.True(await passes.TryOpenAsync(one, Cancellation));
        Assert.False(await passes.TryOpenAsync(two, Cancellation));
        var open = (await passes.FindAsync(Cancellation))!;
        Assert.True(await passes.TryReplaceAsync(open, two, Cancellation));
        Assert.True(await passes.TryReplaceAsync(open, two, Cancellation));
        Assert.False(await passes.TryReplaceAsync(open, three, Cancellation));
    }

    [Fact]
    public async Task Ensure_ManyAtOnce_OpenOnePass()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => keeper.EnsureAsync("http", Cancellation)));

        Assert.Equal((await OpenAsync()).InstanceId, Assert.Single(hub.Started));
    }

    [Fact]
    public async Task Ensure_PassThatFailed_StartsAnotherAndForgetsIt()
    {
        await keeper.EnsureAsync("timer", Cancellation);
        var first = await OpenAsync();
        hub.Move(first.InstanceId, isOpen: false, "no storage");
        hub.Move(first.InstanceOf(new(new(2013, 7, 11), 1)), isOpen: false, "no storage");

        var seen = await keeper.LookAsync(Cancellation);
        await keeper.EnsureAsync("timer", Cancellation);

        Assert.Equal((first, "no storage", false), (seen.Pass, seen.Failure, seen.IsUnderWay));
        var second = await OpenAsync();
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal([second.InstanceId], hub.Instances.Keys);
    }

    [Fact]
    public async Task Look_InstanceOfThePassMissing_IsWaitedForAndThenReplaced()
    {
        await keeper.EnsureAsync("timer", Cancellation);
        var first = await OpenAsync();
        hub.Instances.Clear();

        clock.Advance(TimeSpan.FromSeconds(14));
        var waiting = await keeper.LookAsync(Cancellation);
        clock.Advance(TimeSpan.FromSeconds(2));
        await keeper.LookAsync(Cancellation);

        Assert.Equal((first, true), (waiting.Pass, waiting.IsUnderWay));
        Assert.Equal(2, hub.Started.Count);
        Assert.Equal(hub.Started.Last(), (await OpenAsync()).InstanceId);
    }

    [Fact]
    public async Task Look_NothingMoves_IsTerminatedPurgedAndReplacedAfterTheSetTime()
    {
        await keeper.EnsureAsync("timer", Cancellation);
        var first = await OpenAsync();
        clock.Advance(TimeSpan.FromHours(1));
        var run = first.InstanceOf(new(new(2013, 7, 11), 1));
        hub.Move(run);

        clock.Advance(TimeSpan.FromHours(3) - TimeSpan.FromSeconds(1));
        await keeper.LookAsync(Cancellation);
        Assert.Equal(first, await OpenAsync());
        clock.Advance(TimeSpan.FromSeconds(2));
        await keeper.LookAsync(Cancellation);

        var second = await OpenAsync();
        Assert.Equal([first.InstanceId, run], hub.Terminated.Order(StringComparer.Ordinal));
        Assert.Equal([second.InstanceId], hub.Instances.Keys);
        Assert.Equal(("timer", clock.GetUtcNow()), (second.AskedBy, second.StartedAt));
    }

    [Fact]
    public async Task StartAgain_PassThatIsOpen_IsReplacedAndOneThatIsNoMoreIsNot()
    {
        await keeper.EnsureAsync("timer", Cancellation);
        var first = await OpenAsync();

        await keeper.StartAgainAsync(first, "its messages are lost.", Cancellation);
        await keeper.StartAgainAsync(first, "its messages are lost.", Cancellation);

        var second = await OpenAsync();
        Assert.Equal([first.InstanceId], hub.Terminated);
        Assert.Equal([second.InstanceId], hub.Instances.Keys);
        Assert.Equal("timer", second.AskedBy);
    }

    [Fact]
    public async Task Look_RunAtItsEnd_IsForgotten()
    {
        await keeper.EnsureAsync("timer", Cancellation);
        var pass = await OpenAsync();
        hub.Move(pass.InstanceOf(new(new(2013, 7, 11), 1)), isOpen: false);
        hub.Move(pass.InstanceOf(new(new(2013, 7, 12), 1)));

        await keeper.LookAsync(Cancellation);

        Assert.Equal(
            [pass.InstanceId, pass.InstanceOf(new(new(2013, 7, 12), 1))], hub.Instances.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Tidy_AfterThePass_ForgetsWhatEnded()
    {
        hub.Move("nights-0-2013-07-11-v1", isOpen: false);
        hub.Move("nights-0");

        Assert.False(await keeper.TidyAsync(Cancellation));
        hub.Move("nights-0", isOpen: false);
        Assert.True(await keeper.TidyAsync(Cancellation));
        Assert.Empty(hub.Instances);
        Assert.Equal(new PassState(Pass: null), await keeper.LookAsync(Cancellation));
    }

    private async Task<NightsPass> OpenAsync() => (await passes.FindAsync(Cancellation))!.Pass;
}
