using System.CommandLine;
using System.CommandLine.Parsing;
using PricingFunctions.Local.Shell;

namespace PricingFunctions.Local.Commands;

/// <summary>The command line: what to run, and how its failures reach the shell.</summary>
internal static class LocalCommandLine
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(60);

    /// <summary>Runs the command that the arguments name.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="others">Commands beside those of this room.</param>
    /// <returns>The exit code, one of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, IReadOnlyList<Command> others)
    {
        var root = ServeCommand.Create();
        root.Subcommands.Add(NightCommand.Create());
        root.Subcommands.Add(PriceCommand.Create());
        root.Subcommands.Add(VolatilityCommand.Create());
        root.Subcommands.Add(TakeCommand.Create());
        root.Subcommands.Add(WaitingCommand.Create());
        root.Subcommands.Add(DoubtsCommand.Create());
        root.Subcommands.Add(LapsesCommand.Create());
        root.Subcommands.Add(PaperCommands.Workbook());
        root.Subcommands.Add(PaperCommands.Report());
        foreach (var other in others) root.Subcommands.Add(other);

        var parsed = root.Parse(args);
        string[] errors = [.. NoOptions(parsed), .. parsed.Errors.Select(error => error.Message)];
        if (errors.Length > 0)
        {
            foreach (var error in errors) await Console.Error.WriteLineAsync(OneLine(error));
            return ExitCode.Unreadable;
        }

        try
        {
            return await parsed.InvokeAsync(new()
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = StopPatience,
            });
        }
        catch (SetupException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return ExitCode.Failed;
        }
        catch (UnreadableFileException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCode.Unreadable;
        }
    }

    /// <summary>What is written as an option, is none of the command, and would be taken for an argument; behind <c>--</c> all are arguments.</summary>
    private static IEnumerable<string> NoOptions(ParseResult parsed) => parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash)
        ? []
        : parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Where(token => token.Value.StartsWith("--", StringComparison.Ordinal))
            .Select(token => $"{token.Value} is no option of '{parsed.CommandResult.Command.Name}'; '{parsed.CommandResult.Command.Name} --help' lists them.");

    private static string OneLine(string message) =>
        string.Join(' ', message.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
