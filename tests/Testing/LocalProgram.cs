using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Testing;

/// <summary>The local host's built program as a process of its own, as a user starts it.</summary>
public sealed class LocalProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Process process;
    private readonly StringBuilder printed = new();
    private readonly Task<string> output;
    private readonly Task<string> error;

    private LocalProgram(Process process)
    {
        this.process = process;
        output = ReadAsync(process.StandardOutput);
        error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The process id.</summary>
    public int Id => process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>The program that runs assemblies: that of the runtime under this process.</summary>
    public static string Dotnet => Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>Starts it.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="environment">Variables to set, or with null to remove.</param>
    /// <param name="launcher">A program with arguments that starts what comes after them; none where it is not given.</param>
    public static LocalProgram Start(
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        params IReadOnlyList<string> launcher)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "PricingFunctions.Local.dll");
        // What runs in a shell's background has INT ignored, what runs behind a closed terminal HUP, and so do its children; a user's terminal ignores neither.
        string[] command = OperatingSystem.IsLinux() ? [.. launcher, "env", "--default-signal=INT,HUP", Dotnet] : [.. launcher, Dotnet];
        var start = new ProcessStartInfo(command[0], [.. command[1..], program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        // Most runs last seconds: to compile again what is called often costs more than that brings.
        start.Environment["DOTNET_TC_CallCountingDelayMs"] = "7D0";
        // Neither the shell nor a developer's local.settings.json names the account that a test works on.
        start.Environment["AzureWebJobsStorage"] = "";
        start.Environment.Remove("AzureWebJobsStorage__accountName");
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">The arguments.</param>
    public static Task<ProgramResult> RunAsync(params IEnumerable<string> arguments) => RunAsync(arguments, environment: null);

    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="environment">Variables to set, or with null to remove.</param>
    public static async Task<ProgramResult> RunAsync(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment)
    {
        await using var program = Start(arguments, environment);
        return await program.EndAsync();
    }

    /// <summary>Waits until it has printed something to standard output.</summary>
    /// <param name="text">Part of a line.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task SaysAsync(string text, CancellationToken cancellationToken) => Eventually.TrueAsync(
        $"it says '{text}'", () => Task.FromResult(Printed().Contains(text, StringComparison.Ordinal)), cancellationToken, Patience);

    /// <summary>Waits for its end.</summary>
    /// <exception cref="TimeoutException">It has not come after four minutes; the message holds what was printed.</exception>
    public async Task<ProgramResult> EndAsync()
    {
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException late)
        {
            process.Kill();
            throw new TimeoutException($"It did not end. Output:\n{await output}\nError:\n{await error}", late);
        }

        return new(process.ExitCode, await output, await error);
    }

    /// <summary>Ends it at once, as a crash would: its children are left alone.</summary>
    public void Crash() => process.Kill();

    /// <summary>Asks it to stop as a terminal or a service manager does; Unix only.</summary>
    /// <param name="signal">The signal's name: INT, TERM or HUP.</param>
    /// <param name="toGroup">Whether all of its group get it; it must be the first of one.</param>
    public async Task SignalAsync(string signal, bool toGroup = false)
    {
        using var kill = Process.Start("kill", [$"-{signal}", "--", toGroup ? $"-{process.Id}" : $"{process.Id}"]);
        await kill.WaitForExitAsync();
        if (kill.ExitCode != 0) throw new InvalidOperationException($"{signal} could not be sent to {process.Id}.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private async Task<string> ReadAsync(StreamReader reader)
    {
        var block = new char[4096];
        while (await reader.ReadAsync(block) is var count && count > 0)
        {
            lock (printed) printed.Append(block, 0, count);
        }

        return Printed();
    }

    private string Printed()
    {
        lock (printed) return printed.ToString();
    }
}
