using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
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

        // A closed terminal stops everything in order, as Ctrl-C does. What it cancels lives as long as the process.
        var closed = new CancellationTokenSource();
        using var terminal = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            closed.Cancel();
        });
        try
        {
            var (parsed, errors) = Parse(root, args);
            if (parsed is null || errors.Count > 0) return await EndAsync(ExitCode.Unreadable, errors.Select(OneLine));

            return await parsed.InvokeAsync(
                new()
                {
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = StopPatience,
                },
                closed.Token);
        }
        catch (SetupException exception)
        {
            return await EndAsync(ExitCode.Failed, [exception.Message]);
        }
        catch (OperationCanceledException)
        {
            return await EndAsync(ExitCode.Failed, ["Stopped."]);
        }
        catch (UnreadableFileException exception)
        {
            return await EndAsync(ExitCode.Unreadable, [exception.Message]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Such as of standard output, where the terminal is closed.
            return await EndAsync(ExitCode.Failed, [OneLine(exception.Message)]);
        }
    }

    /// <summary>Reads the command line, and what is wrong with it; null where it cannot be read to its end.</summary>
    private static (ParseResult? Parsed, IReadOnlyList<string> Errors) Parse(RootCommand root, string[] args)
    {
        try
        {
            var parsed = root.Parse(args);
            return (parsed, [.. NoOptions(parsed), .. parsed.Errors.Select(error => error.Message)]);
        }
        catch (InvalidOperationException unreadable)
        {
            // A check of a whole command that looks at an option whose value cannot be read is told so.
            return (null, [unreadable.Message]);
        }
    }

    /// <summary>Says why it ends; to nobody, where the terminal is closed.</summary>
    private static async Task<int> EndAsync(int exitCode, IEnumerable<string> reasons)
    {
        try
        {
            foreach (var reason in reasons) await Console.Error.WriteLineAsync(reason);
        }
        catch (IOException)
        {
            // Nobody reads it.
        }

        return exitCode;
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
