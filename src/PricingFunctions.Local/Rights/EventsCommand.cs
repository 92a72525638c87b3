using System.CommandLine;
using Pricing.Calendars;
using Pricing.Grants.Life;
using Pricing.Pipeline.Settlements;
using PricingFunctions.Local.Options;

namespace PricingFunctions.Local.Rights;

/// <summary><c>right events</c>: the life of a grant as its files tell it, each event with what it comes to.</summary>
internal static class EventsCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var on = OptionParsers.OptionalDate("--on", "The day for which lapses are proposed; today if it is not given.");
        var command = new Command("events", "Goes through the events of --events by date: what each comes to or why it is refused, how holders stand, which lapses are due.")
        {
            on,
        };
        return new CaseOptions().With(command, (files, parsed) =>
            Answer(files, parsed.GetValue(on) ?? JapanTime.DateOf(TimeProvider.System.GetUtcNow())));
    }

    private static CaseAnswer Answer(LifeCase files, DateOnly on)
    {
        var life = RightsLife.Of(files.LifeTerms, files.Facts, files.LifeEvents);
        var byId = files.Events.ToDictionary(item => item.Id);
        return new(
            AnswerJson.Of(GrantLife.Of(files.Terms, files.Version, life, entry => SettledEvents.Of(byId[entry.Event.Id], entry), on)),
            [.. life.Entries.SelectMany(entry => entry.Settlement.Failures)]);
    }
}
