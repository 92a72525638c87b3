using System.Diagnostics;
using PricingFunctions.Local.Node;
using PricingFunctions.Local.Processes;

namespace PricingFunctions.Local.Azurite;

/// <summary>
/// Azurite on loopback: a child process that is started, and stopped so that nothing acknowledged is lost;
/// or one that was running already, which is left alone.
/// </summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan OthersStartPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    private readonly OutputTail tail = new();
    private FolderHold? hold;
    private Process? process;

    private AzuriteProcess(AzuritePorts ports) => Ports = ports;

    /// <summary>The ports on which it answers.</summary>
    public AzuritePorts Ports { get; private set; }

    /// <summary>Whether this started it, and so stops it.</summary>
    public bool IsOwned { get; private init; }

    /// <summary>The id of the data folder that this holds; null where it has none.</summary>
    public string? FolderId => hold?.Id;

    /// <summary>
    /// Uses the Azurite that answers on the ports or is starting there; where there is none, installs it if need be, starts it,
    /// and waits until all its services answer.
    /// </summary>
    /// <param name="settings">Ports, data folder and accounts.</param>
    /// <param name="progress">Told of each step that may take over a second.</param>
    /// <param name="cancellationToken">Stops the starting.</param>
    /// <exception cref="SetupException">
    /// A port is taken, Node.js is missing, npm fails, the data folder cannot be used, or Azurite ends at once.
    /// </exception>
    public static async Task<AzuriteProcess> StartAsync(
        AzuriteSettings settings, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        if (settings.Ports != AzuritePorts.Free)
        {
            if (await OthersAnswersAsync(settings.Ports, progress, cancellationToken))
                return new(settings.Ports);

            await RefuseTakenPortsAsync(settings.Ports, cancellationToken);
        }

        var data = settings.DataFolder is { } folder ? new AzuriteData(Path.GetFullPath(folder, settings.Root)) : null;
        if (settings.MustHoldData && data?.Missing() is { } missing) throw new SetupException(missing);

        var runtime = new NodeRuntime(settings.SearchPath);
        var node = await runtime.FindNodeAsync(cancellationToken);
        var installation = new AzuriteInstallation(settings.Root, runtime);
        await installation.EnsureAsync(progress, cancellationToken);

        progress?.Report("Starting Azurite");
        var hold = data is null ? null : await data.TakeAsync(cancellationToken);
        var azurite = new AzuriteProcess(settings.Ports) { IsOwned = true, hold = hold };
        try
        {
            azurite.process = ChildProcess.Start(AzuriteArguments.For(node, installation.Script, settings), azurite.tail);
            await azurite.WaitUntilItAnswersAsync(cancellationToken);
            return azurite;
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    /// <summary>What Azurite said last, where it was started here and has ended by itself; else null.</summary>
    public string? LastWords => process is { HasExited: true } ? LastLines() : null;

    /// <summary>How a storage client reaches an account.</summary>
    /// <param name="account">The account; the development account by default.</param>
    public string ConnectionString(AzuriteAccount? account = null) =>
        (account ?? AzuriteAccount.Development).ConnectionString(Ports);

    /// <summary>Ends it at once where this started it, as a crash would: what it acknowledged in the last seconds is lost.</summary>
    public void Crash() => process?.Kill(entireProcessTree: true);

    /// <summary>Stops it if this started it, and waits until it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        // A folder is free for another host only when this one's Azurite has left it.
        using var held = hold;
        if (Interlocked.Exchange(ref process, null) is not { } child)
            return;

        using (child)
        {
            child.StandardInput.Close();
            using var patience = new CancellationTokenSource(StopPatience);
            try
            {
                await child.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                child.Kill(entireProcessTree: true);
                await child.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    /// <summary>Whether an Azurite of someone else answers: where one of its services does, the others are waited for.</summary>
    private static async Task<bool> OthersAnswersAsync(
        AzuritePorts ports, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        if (!await AzuriteProbe.AnyAnswersAsync(ports, cancellationToken))
            return false;

        var started = Stopwatch.GetTimestamp();
        for (var isTold = false; !await AzuriteProbe.AnswersAsync(ports, cancellationToken); isTold = true)
        {
            if (Stopwatch.GetElapsedTime(started) > OthersStartPatience)
                return false;

            if (!isTold) progress?.Report("Waiting for the Azurite that is starting on these ports");
            await Task.Delay(Poll, cancellationToken);
        }

        return true;
    }

    private static async Task RefuseTakenPortsAsync(AzuritePorts ports, CancellationToken cancellationToken)
    {
        foreach (var (port, service) in AzuriteProbe.Services(ports))
        {
            if (await AzuriteProbe.StateAsync(port, service, cancellationToken) != PortState.Free)
                throw TakenPort(port, service);
        }
    }

    private static SetupException TakenPort(int port, string service) => new(
        $"Port {port}, for Azurite's {service} service, is in use; free it, "
        + "or choose the first of three free ports with --azurite-port.");

    private async Task WaitUntilItAnswersAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (AzuriteAnnouncement.Ports(tail.Lines) is not { } ports
            || !await AzuriteProbe.AnswersAsync(ports, cancellationToken))
        {
            if (process!.HasExited)
                throw await EndedAsync(process, cancellationToken);

            if (Stopwatch.GetElapsedTime(started) > StartPatience)
                throw new SetupException($"Azurite has not answered for {StartPatience.TotalSeconds:0} s: {LastLines()}");

            await Task.Delay(Poll, cancellationToken);
        }

        Ports = AzuriteAnnouncement.Ports(tail.Lines)!.Value;
    }

    private async Task<SetupException> EndedAsync(Process ended, CancellationToken cancellationToken)
    {
        await ended.WaitForExitAsync(cancellationToken);
        foreach (var (port, service) in AzuriteProbe.Services(Ports))
        {
            var complaint = $"EADDRINUSE: address already in use 127.0.0.1:{port}";
            if (tail.Lines.Any(line => line.EndsWith(complaint, StringComparison.Ordinal)))
                return TakenPort(port, service);
        }

        return new($"Azurite ended with exit code {ended.ExitCode}: {LastLines()}");
    }

    private string LastLines() => tail.Lines.Count > 0 ? string.Join(" | ", tail.Lines.TakeLast(3)) : "it said nothing.";
}
