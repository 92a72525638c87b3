using Pricing.Grants.Life;
using static Pricing.Tests.Grants.Life.ThirdSeries;

namespace Pricing.Tests.Grants.Life;

public sealed class RightsLifePropertyTests
{
    private static readonly string?[] Names = ["D01", "E01", "H01", "X99", null];

    // Events of any kind, holder and day, in the order in which they happen to come: those that are accepted never take more than there is.
    [DrawnProperty]
    public void Judge_AnyEvents_LeavesNoFewerThanNoRights(ushort[] drawn, bool knowsHolders)
    {
        var facts = knowsHolders ? Facts : LifeFacts.None;
        var stored = new List<LifeEvent>();
        foreach (var (index, number) in drawn.Take(24).Index())
        {
            var item = Drawn(index, number, stored);
            if (LifeJudgement.Of(Release, facts, stored, item).IsSuccess) stored.Add(item);
        }

        var life = RightsLife.Of(Release, facts, stored);

        Assert.InRange(life.Outstanding, 0, 89);
        Assert.Equal(89 - Taken(life), life.Outstanding);
        Assert.All(life.Entries.Where(entry => entry.Stands), entry => Assert.InRange(entry.Settlement.Value.RightsOutstanding, 0, 89));
        Assert.All(life.Holders, holder => Assert.True(holder.Rights is null or >= 0));
        if (knowsHolders) Assert.Equal(life.Outstanding, life.Holders.Sum(holder => holder.Rights));

        // As a night counts them: what is stored is gone until it is taken back.
        var gone = RightsLife.Standing(stored).Where(item => item.TakesRights).Sum(item => (int)item.Rights);
        Assert.InRange(gone, 0, 89);
        Assert.Equal(89 - gone, RightsLife.Of(Release, facts, stored, areBooked: true).Outstanding);
    }

    // What an event comes to is the same whatever came first, as long as all are stored.
    [DrawnProperty]
    public void Of_EventsInAnyOrder_IsTheSameLife(ushort[] drawn)
    {
        var events = drawn.Take(16).Index().Select(item => Drawn(item.Index, item.Item, [])).ToList();

        var one = RightsLife.Of(Release, Facts, events);
        var other = RightsLife.Of(Release, Facts, [.. events.AsEnumerable().Reverse()]);

        Assert.Equal(one.Outstanding, other.Outstanding);
        Assert.Equal(one.Holders, other.Holders);
        Assert.Equal(one.Entries.Select(entry => entry.Stands), other.Entries.Select(entry => entry.Stands));
    }

    [DrawnProperty]
    public void Exercise_AnySharesAndBookValue_AddsUp(uint bookValue, ushort newShares, ushort treasury, uint treasuryBookValue)
    {
        var shares = (decimal)newShares + treasury + 1m;
        var terms = Release with { SharesPerRight = shares };
        var exercise = LifeJudgement.Of(
            terms,
            LifeFacts.None,
            [],
            Exercised("2014-07-01", holder: null) with
            {
                BookValue = bookValue,
                NewShares = newShares + 1m,
                TreasuryShares = treasury,
                TreasuryBookValue = treasury == 0 ? null : treasuryBookValue,
            }).Value.Exercise!;

        Assert.Equal(exercise.Limit, exercise.CapitalStock + exercise.CapitalReserve);
        Assert.Equal(
            bookValue + exercise.AmountPayable - exercise.TreasuryBookValue,
            exercise.CapitalStock + exercise.CapitalReserve + exercise.OtherCapitalSurplus);
        Assert.InRange((exercise.CapitalStock - exercise.CapitalReserve)!.Value, 0m, 1m);
    }

    private static int Taken(RightsLife life) => life.Entries
        .Where(entry => entry is { Stands: true, Event: { TakesRights: true, Reverses: null } })
        .Sum(entry => (int)entry.Event.Rights);

    private static LifeEvent Drawn(int index, int number, List<LifeEvent> stored)
    {
        var kinds = Enum.GetValues<LifeEventKind>();
        var item = Event(
            FormattableString.Invariant($"e{index}"),
            "2014-06-20",
            kinds[number % kinds.Length],
            (number / 3) % 40,
            Names[(number / 7) % Names.Length]);
        item = item with
        {
            Date = item.Date.AddDays((number / 11) % 60),
            Resolution = Pricing.Grants.Terms.ReorganisationKind.Merger,
            DecidedShares = item.Kind == LifeEventKind.Adjusted ? 100m + number : null,
            DecidedExercisePrice = item.Kind == LifeEventKind.Adjusted ? 1m : null,
        };
        return number % 5 == 0 && stored.Count > 0
            ? stored[number % stored.Count] with { Id = item.Id, Reverses = stored[number % stored.Count].Id }
            : item;
    }
}
