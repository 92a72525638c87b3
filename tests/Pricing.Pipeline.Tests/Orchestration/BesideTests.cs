using Pricing.Pipeline.Orchestration;

namespace Pricing.Pipeline.Tests.Orchestration;

public sealed class BesideTests
{
    private bool hasEnded;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_WorkThatIsDone_EndsWhatRunsBesideIt()
    {
        Assert.Equal(7, await Beside.RunAsync(UntilEndedAsync, _ => Task.FromResult(7), Cancellation));

        Assert.True(hasEnded);
    }

    [Fact]
    public async Task Run_WorkThatFails_EndsWhatRunsBesideItAndThrowsWhatTheWorkDid()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Beside.RunAsync<Task, int>(UntilEndedAsync, _ => throw new InvalidOperationException(), Cancellation));

        Assert.True(hasEnded);
    }

    [Fact]
    public async Task Run_WorkThatWaitsForWhatRunsBesideIt_IsToldWhatThatFailedWith() => await Assert.ThrowsAsync<IOException>(() =>
        Beside.RunAsync<Task, int>(
            _ => Task.FromException(new IOException()),
            async beside =>
            {
                await beside;
                return 0;
            },
            Cancellation));

    private async Task UntilEndedAsync(CancellationToken ending)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, ending);
        }
        finally
        {
            await Task.Yield();
            hasEnded = true;
        }
    }
}
