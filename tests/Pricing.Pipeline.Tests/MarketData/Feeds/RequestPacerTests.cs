using Microsoft.Extensions.Time.Testing;
using Pricing.Pipeline.MarketData.Feeds;

namespace Pricing.Pipeline.Tests.MarketData.Feeds;

public sealed class RequestPacerTests
{
    [Fact]
    public async Task Wait_ManyCallers_NeverMoreThanTheLimitInAnyMinute()
    {
        const int limit = 5;
        var time = new FakeTimeProvider();
        using var pacer = new RequestPacer(limit, time);
        List<DateTimeOffset> passed = [];
        var callers = Enumerable.Range(0, 23).Select(async _ =>
        {
            await pacer.WaitAsync(TestContext.Current.CancellationToken);
            lock (passed)
                passed.Add(time.GetUtcNow());
        }).ToList();

        while (callers.Any(caller => !caller.IsCompleted))
        {
            time.Advance(TimeSpan.FromSeconds(7));
            await Task.Yield();
        }

        Assert.Equal(23, passed.Count);
        passed.Sort();
        for (var i = limit; i < passed.Count; i++)
            Assert.True(
                passed[i] - passed[i - limit] >= TimeSpan.FromMinutes(1), $"{passed[i - limit]:T} to {passed[i]:T}");
    }
}
