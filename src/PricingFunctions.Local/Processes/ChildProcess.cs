using System.ComponentModel;
using System.Diagnostics;

namespace PricingFunctions.Local.Processes;

/// <summary>A child process with redirected streams.</summary>
internal static class ChildProcess
{
    /// <summary>Starts a program.</summary>
    /// <param name="start">What to start; its streams become redirected.</param>
    /// <param name="tail">Receives what it writes.</param>
    /// <returns>The process, its standard input open.</returns>
    /// <exception cref="SetupException">The system refuses to start it.</exception>
    public static Process Start(ProcessStartInfo start, OutputTail tail)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.UseShellExecute = false;
        start.CreateNoWindow = true;
        var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            process.Dispose();
            throw new SetupException($"{start.FileName} cannot be started: {exception.Message}");
        }

        tail.Follow(process);
        return process;
    }

    /// <summary>Runs a program to its end; its standard input is empty, and ends only when this process does.</summary>
    /// <param name="start">What to run.</param>
    /// <param name="tail">Receives what it writes.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="SetupException">The system refuses to start it.</exception>
    public static async Task<int> RunAsync(ProcessStartInfo start, OutputTail tail, CancellationToken cancellationToken)
    {
        using var process = Start(start, tail);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return process.ExitCode;
    }
}
