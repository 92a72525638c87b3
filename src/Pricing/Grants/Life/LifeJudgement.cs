namespace Pricing.Grants.Life;

/// <summary>Judges an event that is to join those stored: it must stand by itself, and leave standing what stands.</summary>
public static class LifeJudgement
{
    /// <summary>Judges an event.</summary>
    /// <param name="terms">The terms of each day.</param>
    /// <param name="facts">What else is known.</param>
    /// <param name="stored">The events that are stored, in any order.</param>
    /// <param name="item">The new one.</param>
    /// <returns>
    /// What it comes to. Why it is refused; <see cref="ReasonCode.RightsNotOutstanding"/> where a stored event could not stand
    /// beside it. What takes no rights, a loss of office, a death, an inheritance or a decision, is not refused for that: its notes name
    /// the events that do not stand.
    /// </returns>
    public static Outcome<EventSettlement> Of(DatedTerms terms, LifeFacts facts, IReadOnlyList<LifeEvent> stored, LifeEvent item)
    {
        var after = RightsLife.Of(terms, facts, [.. stored, item with { IsNew = true }], areBooked: true);
        var own = after.Entries.First(entry => entry.Event.Id == item.Id).Settlement;
        if (!own.TryGet(out var settlement)) return own;

        var taken = RightsLife.Standing([.. stored, item]).Where(other => other.TakesRights).Sum(other => other.Rights);
        if (item is { TakesRights: true, Reverses: null } && taken > terms.Last.AllottedRights)
        {
            return new Failure(
                ReasonCode.RightsNotOutstanding,
                "rights",
                Text.Of(item.Rights),
                $"with the events that are stored it takes {Text.Of(taken)} rights, and {Text.Of(terms.Last.AllottedRights)} were allotted");
        }

        var before = RightsLife.Of(terms, facts, stored, areBooked: true).Entries.ToDictionary(entry => entry.Event.Id, StringComparer.Ordinal);
        var fallen = after.Entries
            .Where(entry => before.TryGetValue(entry.Event.Id, out var earlier) && Falls(earlier, entry))
            .ToList();
        if (fallen.Count == 0) return settlement;

        var texts = fallen.Select(entry =>
            $"the event {entry.Event.Id}, {SettingWords.InFiles(entry.Event.Kind)} of {Text.Of(entry.Event.Date)}, does not stand beside it: {Why(entry).Reason}").ToList();
        return item is { TakesRights: false, Reverses: null }
            ? settlement with { Notes = [.. settlement.Notes, .. texts.Select(text => $"{text}; take it back by an event that reverses it")] }
            : new Failure(ReasonCode.RightsNotOutstanding, "rights", Text.Of(item.Rights), $"{string.Join("; ", texts)}; take it back first by an event that reverses it");
    }

    // What does not stand already keeps its rights until it is taken back: nothing else takes them.
    private static bool Falls(LifeEntry before, LifeEntry after) =>
        (before.Stands && !after.Settlement.IsSuccess) || (LacksRights(after) && !LacksRights(before));

    private static Failure Why(LifeEntry entry) =>
        entry.Settlement.Failures.FirstOrDefault(failure => failure.Code == ReasonCode.RightsNotOutstanding) ?? entry.Settlement.Failures[0];

    private static bool LacksRights(LifeEntry entry) =>
        entry.Settlement.Failures.Any(failure => failure.Code == ReasonCode.RightsNotOutstanding);
}
