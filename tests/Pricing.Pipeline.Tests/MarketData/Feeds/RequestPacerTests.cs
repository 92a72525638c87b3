using Microsoft.Extensions.Time.Testing;
using Pricing.Pipeline.MarketData.Feeds;
using Testing;

namespace Pricing.Pipeline.Tests.MarketData.Feeds;

public sealed class RequestPacerTests
{
    [Fact]
    public async Task Wait_ManyCallers_NeverMoreThanTheLimitInAnyMinute()
    {
        const int limit = 5;
        const int all = 23;
        const int stepsToAMinute = 9;
        var step = TimeSpan.FromSeconds(7);
        var time = new FakeTimeProvider();
        using var pacer = new RequestPacer(limit, time);
        List<DateTimeOffset> passed = [];
        var callers = Task.WhenAll(Enumerable.Range(0, all).Select(async _ =>
        {
            await pacer.WaitAsync(Cancellation);
            lock (passed) passed.Add(time.GetUtcNow());
        }));

        // Time stands still until all are through that may be, so that each notes the time at which it was let through.
        for (var steps = 0; !callers.IsCompleted; steps++)
        {
            var allowed = Math.Min(all, limit * (1 + (steps / stepsToAMinute)));
            await Eventually.TrueAsync("all that may are through", () => Task.FromResult(Count() >= allowed), Cancellation);
            time.Advance(step);
        }

        await callers;
        passed.Sort();
        for (var i = limit; i < passed.Count; i++)
            Assert.True(passed[i] - passed[i - limit] >= TimeSpan.FromMinutes(1), $"{passed[i - limit]:T} to {passed[i]:T}");

        int Count()
        {
            lock (passed) return passed.Count;
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
