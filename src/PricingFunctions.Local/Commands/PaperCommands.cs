using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Papers.Making;
using Pricing.Papers.Reading;
using Pricing.Papers.Wording;
using Pricing.Pipeline.Controls.Access;
using PricingFunctions.Local.Nights;
using PricingFunctions.Local.Options;
using PricingFunctions.Local.Papers;
using PricingFunctions.Local.Shell;

namespace PricingFunctions.Local.Commands;

/// <summary>
/// <c>workbook</c> and <c>report</c>: the papers of a value as files, made by the running host or from the storage.
/// </summary>
internal static class PaperCommands
{
    private const string Codes = " Exit code 0 if it was written, 3 if there is no such value, 2 if the options cannot be read, 1 if the storage or the file failed.";

    /// <summary>The command for workbooks.</summary>
    public static Command Workbook()
    {
        var issuer = new Argument<string?>("issuer") { HelpName = "ISSUER", Description = "The issuer.", Arity = ArgumentArity.ZeroOrOne };
        var grant = new Argument<string?>("grant") { HelpName = "GRANT", Description = "The grant; without one the workbook is of all grants on --date.", Arity = ArgumentArity.ZeroOrOne };
        var paper = new PaperOptions();
        var command = new Command(
            "workbook",
            "Writes the workbook that calculates a value again by live formulas, from the closes on; or, with --date alone, one with a row for every grant of that date." + Codes)
        {
            issuer, grant,
        };
        paper.AddTo(command);
        command.Validators.Add(result =>
        {
            var isOfDate = result.GetValue(issuer) is null;
            if (isOfDate && result.GetValue(paper.Date) is null) result.AddError("State ISSUER and GRANT, or --date for all grants of a date.");
            else if (!isOfDate && result.GetValue(grant) is null) result.AddError("State GRANT beside ISSUER.");
            else if (isOfDate && result.GetValue(paper.Version) is not null)
                result.AddError($"{paper.Version.Name}: the workbook of a date has the current values; state ISSUER and GRANT for another version of one.");
        });
        command.SetAction((parsed, cancellationToken) => paper.RunAsync(
            parsed,
            [paper.Order(parsed, parsed.GetValue(issuer) is null ? null : PaperKind.Workbook, parsed.GetValue(issuer), parsed.GetValue(grant))],
            cancellationToken));
        return command;
    }

    /// <summary>The command for reports.</summary>
    public static Command Report()
    {
        var issuer = new Argument<string>("issuer") { HelpName = "ISSUER", Description = "The issuer." };
        var grant = new Argument<string>("grant") { HelpName = "GRANT", Description = "The grant." };
        var paper = new PaperOptions();
        var command = new Command(
            "report",
            "Writes the report on a value, to be printed on A4, and beside it the text for the note to the accounts and, of a final grant-date value whose number allotted is confirmed, the notice that the issue's contents are settled; else it says why there is none." + Codes)
        {
            issuer, grant,
        };
        paper.AddTo(command);
        command.SetAction((parsed, cancellationToken) => paper.RunAsync(
            parsed,
            [.. new[] { PaperKind.Report, PaperKind.Note, PaperKind.Notice }.Select(kind => paper.Order(parsed, kind, parsed.GetValue(issuer), parsed.GetValue(grant)))],
            cancellationToken));
        return command;
    }

    /// <summary>The options that both have.</summary>
    private sealed class PaperOptions
    {
        private readonly StorageSearch search = new(AccessKind.Export);
        private readonly Option<PaperLanguage> language = OptionParsers.Language();
        private readonly Option<string?> file = new("--out") { Description = "The file to write; else the paper's own name in the working folder.", HelpName = "file" };

        public Option<DateOnly?> Date { get; } = OptionParsers.OptionalDate("--date", "The measurement date; the grant date where it is left out.");

        public Option<int?> Version { get; } = OptionParsers.Version("--value-version", "Which version of the value; the highest where it is left out.");

        public void AddTo(Command command)
        {
            command.Options.Add(Date);
            command.Options.Add(Version);
            command.Options.Add(language);
            command.Options.Add(file);
            search.AddTo(command);
            file.AsPlace("the file to write");
            file.Validators.Add(static result =>
            {
                if (result.Tokens is not [{ Value: var path }] || string.IsNullOrWhiteSpace(path)) return;
                if (Path.GetFileName(path).Length == 0 || Directory.Exists(path)) result.AddError($"--out {path}: is a folder; state the file to write");
                else if (Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder)) result.AddError($"--out {path}: there is no folder {folder}");
            });
        }

        public PaperOrder Order(ParseResult parsed, PaperKind? kind, string? issuer, string? grant) => new()
        {
            Kind = kind,
            Issuer = issuer ?? "",
            GrantId = grant ?? "",
            Date = parsed.GetValue(Date),
            Version = parsed.GetValue(Version),
            Language = parsed.GetValue(language),
        };

        public async Task<int> RunAsync(ParseResult parsed, IReadOnlyList<PaperOrder> orders, CancellationToken cancellationToken)
        {
            await using var output = StandardOutput.Open();
            return await search.RunAsync(
                parsed,
                async (host, user) =>
                {
                    using var client = new NightClient(host.Address, user);
                    return await new PaperFiles((order, target, stop) => client.PaperAsync(order.Path, target, stop), output)
                        .SaveAsync(orders, parsed.GetValue(file), cancellationToken);
                },
                services => new PaperFiles(new StoredPapers(services.GetRequiredService<PaperReader>()).WriteAsync, output)
                    .SaveAsync(orders, parsed.GetValue(file), cancellationToken),
                cancellationToken);
        }
    }
}
