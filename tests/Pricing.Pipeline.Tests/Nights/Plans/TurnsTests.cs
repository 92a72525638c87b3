using System.Runtime.CompilerServices;
using Pricing.Pipeline.Nights.Plans;

namespace Pricing.Pipeline.Tests.Nights.Plans;

public sealed class TurnsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Take_OfSeveral_TakesOneOfEachInTurn() => Assert.Equal(
        ["a1", "b1", "c1", "a2", "c2", "a3"],
        await Turns.TakeAsync([Of("a1", "a2", "a3"), Of("b1"), Of("c1", "c2"), Of()], Cancellation).ToListAsync(Cancellation));

    [Fact]
    public async Task Take_OneFails_ThrowsItsFailureAndEndsTheOthers()
    {
        var ended = new TaskCompletionSource();

        await Assert.ThrowsAsync<InvalidDataException>(
            () => Turns.TakeAsync([Endless(ended, Cancellation), Failing()], Cancellation).ToListAsync(Cancellation).AsTask());

        Assert.True(ended.Task.IsCompleted);
    }

    [Fact]
    public async Task Take_StoppedEarly_EndsAll()
    {
        var ended = new TaskCompletionSource();

        Assert.Equal("1", await Turns.TakeAsync([Endless(ended, Cancellation)], Cancellation).FirstAsync(Cancellation));

        Assert.True(ended.Task.IsCompleted);
    }

    private static async IAsyncEnumerable<string> Of(params string[] items)
    {
        foreach (var item in items)
        {
            await Task.Yield();
            yield return item;
        }
    }

    private static async IAsyncEnumerable<string> Failing()
    {
        await Task.Yield();
        yield return "one";
        throw new InvalidDataException("of a test");
    }

    private static async IAsyncEnumerable<string> Endless(TaskCompletionSource ended, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            for (var number = 1; ; number++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await Task.Yield();
                yield return $"{number}";
            }
        }
        finally
        {
            ended.SetResult();
        }
    }
}
