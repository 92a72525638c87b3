using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Intake.Records;
using PricingFunctions.Local.Hosting;
using PricingFunctions.Local.Shell;
using PricingFunctions.Local.Taking;
using Spectre.Console;

namespace PricingFunctions.Local.Commands;

/// <summary>What the command <c>take</c> does.</summary>
internal static class TakeRun
{
    /// <summary>Takes the files one after the other; one that is bad or fails stops no other.</summary>
    /// <param name="options">The files and where they go.</param>
    /// <param name="cancellationToken">Ctrl-C, SIGTERM, or the end of the terminal.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="SetupException">There is no way in.</exception>
    public static async Task<int> RunAsync(TakeOptions options, CancellationToken cancellationToken)
    {
        try
        {
            var console = AnsiConsole.Console;
            if (!console.Profile.Out.IsTerminal) console.Profile.Width = int.MaxValue;
            return await ProgressAsync(options, console, progress => TakeAllAsync(options, console, progress, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped. What was kept is taken in when it is sent again, or when a host starts.");
            return ExitCode.Failed;
        }
    }

    private static Task<int> ProgressAsync(
        TakeOptions options, IAnsiConsole console, Func<IProgress<string>, Task<int>> work)
    {
        if (options.IsJson || options.IsDryRun) return work(new Progress<string>());
        return console.Profile.Out.IsTerminal
            ? console.Status().StartAsync("Looking for a host", status => work(new StatusProgress(status)))
            : work(new LineProgress(console));
    }

    private static async Task<int> TakeAllAsync(
        TakeOptions options, IAnsiConsole console, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var rejects = RejectsTarget.Of(options);
        await using var taker = await Takers.OpenAsync(options, progress, cancellationToken);
        await using var output = new TakeOutput(options, console);
        output.Begin(taker.Place);
        foreach (var path in options.Files)
        {
            try
            {
                var (taken, unwritten) = await TakeAsync(taker, path, options, rejects, progress, cancellationToken);
                await output.TakenAsync(path, taken);
                if (unwritten is not null) await output.FailedAsync(path, unwritten);
            }
            catch (UnreadableFileException unreadable)
            {
                await output.UnreadableAsync(path, unreadable.Message);
            }
            catch (SetupException failed)
            {
                await output.FailedAsync(path, failed.Message);
            }
        }

        return output.ExitCode;
    }

    /// <summary>Takes a file; gives what became of it, and why what is refused of it was not written, or null.</summary>
    private static async Task<(TakenFile Taken, string? Unwritten)> TakeAsync(
        ITaker taker,
        string path,
        TakeOptions options,
        RejectsTarget? rejects,
        IProgress<string> progress,
        CancellationToken cancellationToken)
    {
        await using var content = InputFile.Open(path);
        if (!content.CanSeek) throw new UnreadableFileException(path, "cannot be read twice, as is wanted; save it as a file");

        var sent = new SentFile
        {
            Name = Path.GetFileName(path),
            Door = SentFile.TakeDoor,
            Who = Environment.UserName,
            WhoIdentity = Person.Local,
            Kind = options.Kind,
            Code = options.Code,
            Replace = options.Replace,
            Reason = options.Reason,
            IsSynthetic = options.IsSynthetic,
        };
        var taken = await taker.TakeAsync(content, sent, progress, cancellationToken);
        if (rejects is null || taken.Rejects.Count == 0) return (taken, null);

        try
        {
            var place = await rejects.WriteAsync(path, stream => taker.WriteRejectsAsync(taken, content, stream, cancellationToken));
            return (taken with { RejectsAt = place }, null);
        }
        catch (SetupException failed)
        {
            // What is stored is said all the same.
            return (taken, failed.Message);
        }
    }
}
