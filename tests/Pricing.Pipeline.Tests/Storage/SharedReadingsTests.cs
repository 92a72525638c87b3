using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Tests.Storage;

public sealed class SharedReadingsTests
{
    private readonly SharedReadings<string, string> kept = new(_ => true);
    private int readings;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_AskedByManyAtOnce_ReadsOnce()
    {
        var gate = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = Enumerable.Range(0, 20).Select(_ => Task.Run(() => kept.GetAsync("a", () => Counted(gate.Task), Cancellation))).ToArray();

        gate.SetResult("found");

        Assert.All(await Task.WhenAll(asked), found => Assert.Equal("found", found));
        Assert.Equal("found", await kept.GetAsync("a", () => Counted(Task.FromResult("other")), Cancellation));
        Assert.Equal(1, readings);
    }

    [Fact]
    public async Task Get_ReadingThatFailedOrWasCancelled_IsReadAgain()
    {
        await Assert.ThrowsAsync<IOException>(() => kept.GetAsync("a", () => throw new IOException(), Cancellation));
        await Assert.ThrowsAsync<IOException>(() => kept.GetAsync("a", () => Task.FromException<string>(new IOException()), Cancellation));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => kept.GetAsync("a", () => Task.FromException<string>(new OperationCanceledException("timed out within")), Cancellation));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => kept.GetAsync("a", () => Task.FromCanceled<string>(new CancellationToken(canceled: true)), Cancellation));

        Assert.Equal("found", await kept.GetAsync("a", () => Task.FromResult("found"), Cancellation));
    }

    /// <summary>Nobody waits any longer, yet what failed is forgotten and what succeeded is kept.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Get_OnlyWaiterCancelled_LeavesNoFailedReading(bool succeeds)
    {
        var (gate, ended) = (new TaskCompletionSource<string>(), new TaskCompletionSource());
        using var stop = new CancellationTokenSource();
        var waiting = kept.GetAsync("a", () => ReadAsync(), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        if (succeeds) gate.SetResult("first");
        else gate.SetException(new IOException());
        await ended.Task;

        Assert.Equal(succeeds ? "first" : "second", await kept.GetAsync("a", () => Task.FromResult("second"), Cancellation));

        async Task<string> ReadAsync()
        {
            try
            {
                return await gate.Task;
            }
            finally
            {
                ended.SetResult();
            }
        }
    }

    [Fact]
    public async Task Get_ResultThatIsNotKept_IsReadAgain()
    {
        var isGood = true;
        var some = new SharedReadings<string, string>(result => isGood && result != "bad");

        Assert.Equal("bad", await some.GetAsync("a", () => Task.FromResult("bad"), Cancellation));
        Assert.Equal("good", await some.GetAsync("a", () => Task.FromResult("good"), Cancellation));
        Assert.Equal("good", await some.GetAsync("a", () => Task.FromResult("better"), Cancellation));
        isGood = false;
        Assert.Equal("better", await some.GetAsync("a", () => Task.FromResult("better"), Cancellation));
    }

    [Fact]
    public async Task Get_MoreThanAreKept_ForgetsTheOneNotAskedForLongest()
    {
        var two = new SharedReadings<string, string>(_ => true, most: 2);
        foreach (var key in (string[])["a", "b", "a", "c", "a"]) await two.GetAsync(key, () => Counted(Task.FromResult(key)), Cancellation);

        Assert.Equal(3, readings);
        await two.GetAsync("b", () => Counted(Task.FromResult("b")), Cancellation);
        Assert.Equal(4, readings);
    }

    private Task<string> Counted(Task<string> reading)
    {
        Interlocked.Increment(ref readings);
        return reading;
    }
}
