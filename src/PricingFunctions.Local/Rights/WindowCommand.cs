using System.CommandLine;
using Pricing;
using Pricing.Grants.Exercise;
using Pricing.Grants.Life;
using PricingFunctions.Local.Options;

namespace PricingFunctions.Local.Rights;

/// <summary><c>right window</c>: the days on which rights can be exercised (release, sections 5 and 11).</summary>
internal static class WindowCommand
{
    private const string Somebody = "the holder";
    private const string Heir = "the heir";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var left = OptionParsers.OptionalDate("--left", "The day on which the holder lost office.");
        var office = new Option<string?>("--office") { HelpName = "office", Description = "The office that was lost; else the first of the grant's offices." };
        var kept = new Option<string?>("--kept") { HelpName = "offices", Description = "The offices that are kept, with semicolons between them." };
        var died = OptionParsers.OptionalDate("--died", "The day on which the holder died.");
        var inherited = OptionParsers.OptionalDate("--inherited", "The day on which the one heir inherited; the day of death too, unless --died says another.");
        var holder = new Option<string?>("--holder") { HelpName = "id", Description = "A holder as the events of --events leave him." };
        var command = new Command("window", "Says on which days rights can be exercised: in the exercise period, after losing office, by an heir.")
        {
            left, office, kept, died, inherited, holder,
        };
        return new CaseOptions().With(command, (files, parsed) => parsed.GetValue(holder) is { } named
            ? Standing(files, named)
            : Asked(files, [.. Events(files, parsed)]));

        IEnumerable<LifeEvent> Events(LifeCase files, ParseResult parsed)
        {
            if (parsed.GetValue(left) is { } lost)
            {
                yield return Event("left", lost, LifeEventKind.LeftOffice) with
                {
                    OfficeLost = parsed.GetValue(office) ?? (files.Terms.Offices is [var first, ..] ? first : "office"),
                    OfficesKept = parsed.GetValue(kept)?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
                };
            }

            if ((parsed.GetValue(died) ?? parsed.GetValue(inherited)) is { } death) yield return Event("died", death, LifeEventKind.Died);
            if (parsed.GetValue(inherited) is { } passed) yield return Event("inherited", passed, LifeEventKind.Inherited) with { Heir = Heir };
        }
    }

    private static LifeEvent Event(string id, DateOnly date, LifeEventKind kind) =>
        new() { Id = id, Date = date, Kind = kind, Rights = 0m, Holder = Somebody };

    /// <summary>The last of the days that were asked for; without any, the exercise period.</summary>
    private static CaseAnswer Asked(LifeCase files, IReadOnlyList<LifeEvent> events)
    {
        if (events.Count == 0)
        {
            return CaseAnswer.Of(ExerciseWindow.OfPeriod(files.LifeTerms.Last.Conditions), days => AnswerJson.Days(files.Terms, days));
        }

        var life = RightsLife.Of(files.LifeTerms, LifeFacts.None, events);
        return life.Entries.FirstOrDefault(entry => !entry.Settlement.IsSuccess) is { } refused
            ? new(null, refused.Settlement.Failures)
            : CaseAnswer.Of(life.Entries[^1].Settlement, settled => AnswerJson.Of(files.Terms, settled));
    }

    private static CaseAnswer Standing(LifeCase files, string holder)
    {
        var life = RightsLife.Of(files.LifeTerms, files.Facts, files.LifeEvents);
        return life.Holders.FirstOrDefault(standing => standing.Holder == holder) is { } found
            ? new(AnswerJson.Of(files.Terms, found), [])
            : new(null, [new(ReasonCode.InvalidField, "holder", holder, "is neither in the file of holders nor in the events")]);
    }
}
