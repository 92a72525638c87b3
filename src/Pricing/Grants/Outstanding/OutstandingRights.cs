using System.Collections.ObjectModel;

namespace Pricing.Grants.Outstanding;

/// <summary>Rights outstanding: those allotted less dated events.</summary>
public static class OutstandingRights
{
    /// <summary>Counts the rights on a date.</summary>
    /// <param name="allotted">The rights allotted, at least 0.</param>
    /// <param name="allotmentDate">The allotment date, before which no event can lie.</param>
    /// <param name="events">All events, in any order; those after the date are checked but do not count yet.</param>
    /// <param name="date">The date.</param>
    /// <returns>
    /// The balance, or <see cref="ReasonCode.InvalidField"/> for each event without rights or before the allotment, and
    /// where all events together take more rights than were allotted.
    /// </returns>
    public static Outcome<RightsBalance> On(
        int allotted,
        DateOnly allotmentDate,
        IReadOnlyList<RightsEvent> events,
        DateOnly date)
    {
        // Of nearly all grants nothing is gone.
        if (events.Count == 0 && allotted >= 0) return new RightsBalance { Date = date, Allotted = allotted, Gone = ReadOnlyDictionary<RightsEventKind, int>.Empty };

        var failures = Check(allotted, allotmentDate, events).ToList();
        if (failures.Count > 0)
            return failures;

        return new RightsBalance
        {
            Date = date,
            Allotted = allotted,
            Gone = events
                .Where(item => item.Date <= date)
                .GroupBy(item => item.Kind)
                .ToDictionary(group => group.Key, group => group.Sum(item => item.Rights)),
        };
    }

    private static IEnumerable<Failure> Check(int allotted, DateOnly allotmentDate, IReadOnlyList<RightsEvent> events)
    {
        if (allotted < 0)
            yield return Invalid.Field("allotted_rights", allotted, "must be at least 0");
        foreach (var item in events.Where(item => item.Rights <= 0))
            yield return Invalid.Field("rights", item.Rights, $"the event of {Text.Of(item.Date)} needs at least 1");
        foreach (var item in events.Where(item => item.Date < allotmentDate))
            yield return Invalid.Field("date", item.Date, $"before the allotment on {Text.Of(allotmentDate)}");
        if (events.Sum(item => (long)item.Rights) is var gone && gone > allotted)
            yield return Invalid.Field("rights", gone, $"the events take more than the {allotted} rights allotted");
    }
}
