using Microsoft.Extensions.Time.Testing;
using Pricing.Pipeline.Orchestration;
using Testing;

namespace Pricing.Pipeline.Tests.Orchestration;

public sealed class OutageWaitTests
{
    private const string Refused = "Connection refused";
    private readonly FakeTimeProvider clock = new();
    private readonly List<string> said = [];
    private volatile bool isThere;
    private int tries;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private OutageWait Wait => field ??= new(clock, failure => said.Add($"away: {failure.Message}"), () => said.Add("back"));

    [Fact]
    public async Task Outlive_ManyThatWaitForTheSame_SayOnceThatItIsAwayAndOnceThatItIsBack()
    {
        for (var outage = 1; outage <= 2; outage++)
        {
            isThere = false;
            var all = Enumerable.Range(0, 5).Select(number => Wait.OutliveAsync(() => TryAsync(number), IsAway, Cancellation)).ToList();
            await TriedAsync(20);
            isThere = true;

            await Eventually.TrueAsync("they go on", () => Passes(() => all.TrueForAll(one => one.IsCompleted)), Cancellation);
            var brought = await Task.WhenAll(all);
            Assert.Equal([0, 1, 2, 3, 4], brought);
            Assert.Equal(Enumerable.Repeat<string[]>([$"away: {Refused}", "back"], outage).SelectMany(words => words), said);
        }
    }

    [Fact]
    public async Task Outlive_NothingAway_SaysNothing()
    {
        isThere = true;

        Assert.Equal(7, await Wait.OutliveAsync(() => TryAsync(7), IsAway, Cancellation));

        Assert.Empty(said);
    }

    [Fact]
    public async Task Outlive_AnotherFailureOrTheEnd_IsThrownAndSaysNothingOfItsComingBack()
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var ended = Wait.OutliveAsync(() => TryAsync(1), IsAway, ending.Token);
        await ending.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ended);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Wait.OutliveAsync<int>(() => throw new InvalidOperationException(), IsAway, Cancellation));
        Assert.Equal([$"away: {Refused}"], said);
    }

    private static bool IsAway(Exception failure) => failure is IOException;

    private Task<int> TryAsync(int number)
    {
        Interlocked.Increment(ref tries);
        return isThere ? Task.FromResult(number) : throw new IOException(Refused);
    }

    private Task TriedAsync(int more)
    {
        var wanted = Volatile.Read(ref tries) + more;
        return Eventually.TrueAsync("it is tried again", () => Passes(() => Volatile.Read(ref tries) >= wanted), Cancellation);
    }

    private Task<bool> Passes(Func<bool> isSo)
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        return Task.FromResult(isSo());
    }
}
