using System.CommandLine;
using PricingFunctions.Local.Options;

namespace PricingFunctions.Local.Rights;

/// <summary>What every command <c>right</c> takes: the files, and how the answer is written.</summary>
internal sealed class CaseOptions
{
    private const string AFile = "a file";

    private readonly Argument<string> grants = new Argument<string>("grants")
    {
        HelpName = "GRANTS",
        Description = "A file of grants, as for take.",
    }.AsPlace(AFile);

    private readonly Option<string?> grant = new("--grant") { HelpName = "id", Description = "Which grant of the file; needed where it holds several." };
    private readonly Option<string?> events = File("--events", "A file of events, as for take: what happened before.");
    private readonly Option<string?> holders = File("--holders", "A file of holders, as for take; without it their rules are not checked.");
    private readonly Option<string?> actions = File("--actions", "A file of corporate actions, as for take.");
    private readonly Option<decimal?> value = OptionParsers.Amount("--grant-date-value", "The grant-date value of one right: the book value where none is stated, but not of a liability or after a change of terms.");
    private readonly Option<bool> json = new("--json") { Description = "Write one JSON object instead of text." };

    /// <summary>Adds them to a command, and what it does with the files.</summary>
    /// <param name="command">The command.</param>
    /// <param name="answer">Answers by the files and the options of the command.</param>
    public Command With(Command command, Func<LifeCase, ParseResult, CaseAnswer> answer)
    {
        command.Arguments.Add(grants);
        foreach (var option in new Option[] { grant, events, holders, actions, value, json }) command.Options.Add(option);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var files = new CaseFiles(
                parsed.GetRequiredValue(grants),
                parsed.GetValue(grant),
                parsed.GetValue(events),
                parsed.GetValue(holders),
                parsed.GetValue(actions),
                parsed.GetValue(value));
            return AnswerOutput.Write(answer(await files.ReadAsync(cancellationToken), parsed), parsed.GetValue(json));
        });
        return command;
    }

    /// <summary>One of a few words.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="words">The words.</param>
    public static Option<string> Word(string name, string description, params string[] words)
    {
        var option = new Option<string>(name) { Description = description };
        option.AcceptOnlyFromAmong(words);
        return option;
    }

    private static Option<string?> File(string name, string description) =>
        new Option<string?>(name) { HelpName = "FILE", Description = description }.AsPlace(AFile);
}
