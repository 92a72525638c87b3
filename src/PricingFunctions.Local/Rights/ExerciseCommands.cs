using System.CommandLine;
using System.Text.Json.Nodes;
using Pricing.Grants.Life;
using Pricing.Pipeline.Register.Grants;
using PricingFunctions.Local.Options;

namespace PricingFunctions.Local.Rights;

/// <summary><c>right exercise</c> and <c>right capital</c>: an exercise, and what it adds to capital (release, sections 3 to 6, 10 and 11).</summary>
internal static class ExerciseCommands
{
    /// <summary><c>right exercise</c>.</summary>
    public static Command Exercise()
    {
        var exercise = new ExerciseOptions();
        var holder = new Option<string?>("--holder") { HelpName = "id", Description = "Who exercises: the company's own id." };
        var command = exercise.AddTo(new("exercise", "Accepts an exercise or refuses it by section, and says what it delivers, costs and adds to capital."));
        command.Options.Add(holder);
        return new CaseOptions().With(command, (files, parsed) => CaseAnswer.Of(
            files.Judge(exercise.Event(parsed) with { Holder = parsed.GetValue(holder) }),
            settled => AnswerJson.Of(files.Terms, settled)));
    }

    /// <summary><c>right capital</c>: whoever exercises.</summary>
    public static Command Capital()
    {
        var exercise = new ExerciseOptions();
        var command = exercise.AddTo(new("capital", "Says what an exercise adds to capital stock, capital reserve and other capital surplus, whoever exercises."));
        return new CaseOptions().With(command, (files, parsed) =>
        {
            var anybody = files with { Facts = files.Facts with { Holdings = [] }, Events = [.. files.Events.Where(item => item.Kind == LifeEventKind.Adjusted)] };
            return CaseAnswer.Of(
                anybody.Judge(exercise.Event(parsed)),
                settled => Capital(files.Terms, settled));
        });
    }

    private static JsonObject Capital(GrantTerms terms, EventSettlement settled)
    {
        var content = AnswerJson.With(AnswerJson.Of(terms), AnswerJson.Of(settled.Exercise!));
        if (settled.Notes.Count > 0) content["notes"] = new JsonArray([.. settled.Notes.Select(note => JsonValue.Create(note))]);
        return content;
    }

    private sealed class ExerciseOptions
    {
        private readonly Option<decimal?> rights = OptionParsers.Amount("--rights", "How many rights.");
        private readonly Option<DateOnly> on = OptionParsers.Date("--on", "The day of the exercise.");
        private readonly Option<decimal?> bookValue = OptionParsers.Amount("--book-value", "The book value of all rights exercised.");
        private readonly Option<decimal?> newShares = OptionParsers.Amount("--new-shares", "Of the shares delivered, those newly issued.");
        private readonly Option<decimal?> treasury = OptionParsers.Amount("--treasury-shares", "Of the shares delivered, those that the company held.");
        private readonly Option<decimal?> treasuryValue = OptionParsers.Amount("--treasury-book-value", "The book value of all treasury shares delivered.");

        public Command AddTo(Command command)
        {
            rights.Required = true;
            foreach (var option in new Option[] { rights, on, bookValue, newShares, treasury, treasuryValue }) command.Options.Add(option);
            return command;
        }

        public LifeEvent Event(ParseResult parsed) => new()
        {
            Id = "asked",
            Date = parsed.GetValue(on),
            Kind = LifeEventKind.Exercised,
            Rights = parsed.GetValue(rights)!.Value,
            BookValue = parsed.GetValue(bookValue),
            NewShares = parsed.GetValue(newShares),
            TreasuryShares = parsed.GetValue(treasury),
            TreasuryBookValue = parsed.GetValue(treasuryValue),
        };
    }
}
