using Microsoft.Extensions.Time.Testing;
using PricingFunctions.Local.TaskHub;

namespace PricingFunctions.Local.Tests.TaskHub;

public sealed class StandstillWatchTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly DateTimeOffset Moved = new(2013, 7, 11, 9, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider clock = new();
    private readonly StandstillWatch watch;

    public StandstillWatchTests() => watch = new(Patience, clock);

    [Fact]
    public void Look_NothingMoves_IsDueAfterTheTimeAndThenAfterTwiceAsLongEachTime()
    {
        watch.Look(Moved, isAtWork: false);

        Assert.Equal([1, 3, 7, 15], MinutesDue(until: 16));
    }

    [Fact]
    public void Look_ItMovesAgain_BeginsAnew()
    {
        watch.Look(Moved, isAtWork: false);
        MinutesDue(until: 3);

        watch.Look(Moved.AddMinutes(3), isAtWork: false);

        Assert.Equal([1, 3], MinutesDue(until: 4, Moved.AddMinutes(3)));
    }

    [Fact]
    public void Look_StepRunsHere_IsDueAfterItsEnd()
    {
        watch.Look(Moved, isAtWork: false);
        clock.Advance(10 * Patience);

        Assert.False(watch.Look(Moved, isAtWork: true));
        Assert.Equal([1], MinutesDue(until: 2));
    }

    /// <summary>Nothing that is asked for the first time, or of no pass, stands still, however old it is.</summary>
    [Fact]
    public void Look_NoPassOrAnotherOne_IsNotDue()
    {
        Assert.False(watch.Look(movedAt: null, isAtWork: false));
        clock.Advance(10 * Patience);
        Assert.False(watch.Look(movedAt: null, isAtWork: false));
        clock.Advance(10 * Patience);
        Assert.False(watch.Look(Moved, isAtWork: false));
    }

    private List<int> MinutesDue(int until, DateTimeOffset? movedAt = null)
    {
        var due = new List<int>();
        for (var minute = 1; minute <= until; minute++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            if (watch.Look(movedAt ?? Moved, isAtWork: false)) due.Add(minute);
        }

        return due;
    }
}
