using System.CommandLine;
using System.Globalization;
using Pricing;
using Pricing.Files.Delimited;
using Pricing.Pipeline.Intake.Waiting;
using PricingFunctions.Local.Options;
using PricingFunctions.Local.Shell;
using PricingFunctions.Local.Taking;

namespace PricingFunctions.Local.Commands;

/// <summary>
/// <c>waiting</c>: lists the rows that wait for what they depend on; <c>waiting withdraw FILE LINE</c> takes one back. By the host that
/// runs on the data folder, or without one in the folder itself.
/// </summary>
internal static class WaitingCommand
{
    /// <summary>The command, its options and its subcommand.</summary>
    public static Command Create()
    {
        var place = new PlaceOptions();
        var command = new Command("waiting", "Lists as CSV the rows of files that wait for what they depend on, and what for.");
        place.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var taker = await Takers.OpenStoredAsync(place.Of(parsed), takesIn: false, new Progress<string>(), cancellationToken);
            return await ListAsync(taker, cancellationToken);
        });
        command.Subcommands.Add(Withdraw());
        return command;
    }

    private static Command Withdraw()
    {
        var file = new Argument<string>("file") { HelpName = "FILE", Description = "The file, as take and waiting name it; its first 8 characters are enough where no other begins so." };
        var line = new Argument<int>("line") { HelpName = "LINE", Description = "The line of the row." };
        var reason = new Option<string>("--reason") { Description = "Why; stored with the file.", HelpName = "text", Required = true };
        var askedBy = new Option<string>("--by")
        {
            Description = "Who asks; stored with the file.",
            HelpName = "name",
            DefaultValueFactory = _ => Environment.UserName,
        };
        var place = new PlaceOptions();
        var command = new Command(
            "withdraw", "Takes a row back that waits: it is not judged again, and what became of it stays with its file. Exit code 2 if no such row waits.")
        {
            file, line, reason, askedBy,
        };
        reason.AsTyped(TypedText.LongestReason);
        askedBy.AsTyped(TypedText.LongestName);
        place.AddTo(command);
        command.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValue(reason))) result.AddError("--reason must say why the row is withdrawn");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var asked = TimeProvider.System.GetUtcNow();
            await using var taker = await Takers.OpenStoredAsync(place.Of(parsed), takesIn: false, new Progress<string>(), cancellationToken);
            var row = new WithdrawnRow(
                parsed.GetRequiredValue(file), parsed.GetRequiredValue(line), parsed.GetRequiredValue(reason), parsed.GetValue(askedBy)!);
            var withdrawn = await taker.WithdrawAsync(row, cancellationToken);
            if (withdrawn.TryGet(out var fate))
            {
                Console.WriteLine($"{fate.Issuer} {fate.GrantId}, line {row.Line} of {fate.Batch}: {(fate.DecidedAt >= asked ? "withdrawn" : Before(fate))}");
                return ExitCode.Success;
            }

            foreach (var failure in withdrawn.Failures) await Console.Error.WriteLineAsync(failure.ToString());
            return ExitCode.Unreadable;
        });
        return command;
    }

    private static string Before(WaitingFate fate) =>
        $"was withdrawn before, at {DateText.OfInstant(fate.DecidedAt)} by {fate.WithdrawnBy}: {fate.Reason}";

    private static async Task<int> ListAsync(IStoredTaker taker, CancellationToken cancellationToken)
    {
        var (count, rows) = await taker.WaitingAsync(cancellationToken);
        await using var output = StandardOutput.Open();
        CsvText.WriteRow(output, "file", "line", "issuer", "grant_id", "since", "reason", "name");
        foreach (var row in rows)
        {
            CsvText.WriteRow(
                output,
                row.Batch,
                row.Line.ToString(CultureInfo.InvariantCulture),
                row.Issuer,
                row.GrantId,
                DateText.OfInstant(row.ArrivedAt),
                row.Reason,
                row.Name ?? "");
        }

        if (count > rows.Count) await Console.Error.WriteLineAsync($"and {count - rows.Count} more");
        return ExitCode.Success;
    }
}
