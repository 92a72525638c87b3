using System.CommandLine;
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
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync(OneLine(error.Message));
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

    private static string OneLine(string message) =>
        string.Join(' ', message.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
