using System.CommandLine;
using System.CommandLine.Parsing;
using Pricing;
using Pricing.Files.Schemas;
using Pricing.Pipeline.Intake.Records;
using PricingFunctions.Local.Options;

namespace PricingFunctions.Local.Commands;

/// <summary><c>take FILE...</c>: gets files in, to the running host or to the data folder.</summary>
internal static class TakeCommand
{
    private const string KindOption = "--kind";
    private const string CodeOption = "--code";
    private const string ReplaceOption = "--replace";
    private const string ReasonOption = "--reason";
    private const string OriginOption = "--origin";
    private const string Synthetic = "synthetic";

    /// <summary>The command, its arguments and options.</summary>
    public static Command Create()
    {
        var files = new Argument<string[]>("files")
        {
            HelpName = "FILE",
            Arity = ArgumentArity.OneOrMore,
            Description = "Grants, events, prices, dividends, corporate actions or curves: CSV, an Excel workbook or JSON, as docs/files.md says.",
        };
        var kind = Words(KindOption, "What the files hold; found from their header where it is not stated.", FileKindWords.All.Keys);
        var code = new Option<string?>(CodeOption)
        {
            Description = "The share of files whose rows name none.",
            HelpName = "code",
            CustomParser = Code,
        };
        var replace = new Option<bool>(ReplaceOption) { Description = "Replace what is stored and differs; needs --reason." };
        var reason = new Option<string>(ReasonOption) { Description = "Why it is replaced; stored with the file.", HelpName = "text" };
        var origin = Words(OriginOption, "Says that the figures are made up.", [Synthetic]);
        var rejects = new Option<string?>("--rejects")
        {
            Description = "Write what is refused as CSV, to be corrected and taken again: to this file; or into this folder, where there are several files, where it is a folder, or where it ends in a slash.",
            HelpName = "path",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Judge the files by what stands in them, and store nothing; needs no storage." };
        var json = new Option<bool>("--json") { Description = "Write one JSON object a file." };
        var place = new PlaceOptions();
        var command = new Command(
            "take",
            "Takes files in: by the host that runs on the data folder, or without one into the folder itself. Exit code 0 if all was "
            + "taken, 3 if a row was refused or waits, 2 if a file has a defect, 1 if the storage or the host failed.")
        {
            files, kind, code, replace, reason, origin, rejects, dryRun, json,
        };
        reason.AsTyped(TypedText.LongestReason);
        rejects.AsPlace("a file or a folder");
        place.AddTo(command);
        command.Validators.Add(result => Check(result, kind, code, replace, reason));
        command.SetAction((parsed, cancellationToken) => TakeRun.RunAsync(
            new()
            {
                Files = parsed.GetRequiredValue(files),
                Kind = Kind(parsed.GetValue(kind)),
                Code = parsed.GetValue(code),
                Replace = parsed.GetValue(replace),
                Reason = parsed.GetValue(reason),
                IsSynthetic = parsed.GetValue(origin) is not null,
                Rejects = parsed.GetValue(rejects),
                IsDryRun = parsed.GetValue(dryRun),
                IsJson = parsed.GetValue(json),
                Place = place.Of(parsed),
            },
            cancellationToken));
        return command;
    }

    private static FileKind? Kind(string? word) => word is null ? null : FileKindWords.All[word];

    private static Option<string?> Words(string name, string description, IEnumerable<string> words) => new(name)
    {
        Description = description,
        HelpName = string.Join('|', words),
        CustomParser = result => words.FirstOrDefault(word => word.Equals(result.Tokens[^1].Value, StringComparison.OrdinalIgnoreCase))
            ?? OptionParsers.Refuse<string?>(result, name, $"must be {string.Join(", ", words)}"),
    };

    private static string? Code(ArgumentResult result)
    {
        var read = SecurityCode.Parse(result.Tokens[^1].Value);
        return read.TryGet(out var code) ? code : OptionParsers.Refuse<string?>(result, CodeOption, read.Failures[0].Reason);
    }

    private static void Check(
        CommandResult result, Option<string?> kind, Option<string?> code, Option<bool> replace, Option<string> reason)
    {
        if (result.GetValue(replace) && string.IsNullOrWhiteSpace(result.GetValue(reason)))
            result.AddError($"{ReplaceOption} needs {ReasonOption}: why what is stored is replaced");
        // A word that is none of the option's has been refused by then, and has no value.
        if (Word(result, code) is not null && FileKindWords.All.TryGetValue(Word(result, kind) ?? "", out var stated) && !stated.IsOfShares())
            result.AddError($"{CodeOption} names the share of a file; the rows of {stated.Word()} name their own");
    }

    private static string? Word(CommandResult result, Option option) => result.GetResult(option) is { Tokens: [.., var last] } ? last.Value : null;
}
