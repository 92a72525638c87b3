using System.Diagnostics;
using PricingFunctions.Local.Processes;

namespace PricingFunctions.Local.Node;

/// <summary>Azurite in the repository's <c>node_modules</c>, as the committed lock file has it.</summary>
internal sealed class AzuriteInstallation(string root, NodeRuntime runtime)
{
    private string LockFile => Path.Combine(root, "package-lock.json");

    private string InstalledLockFile => Path.Combine(root, "node_modules", ".package-lock.json");

    /// <summary>The program that serves blobs, queues and tables in one process.</summary>
    public string Script => Path.Combine(root, "node_modules", "azurite", "dist", "src", "azurite.js");

    /// <summary>Installs Azurite where it is absent or of another version; one process at a time does so.</summary>
    /// <param name="progress">Told when the installing begins.</param>
    /// <param name="cancellationToken">Stops the installing.</param>
    /// <exception cref="SetupException">npm is missing or fails.</exception>
    public async Task EnsureAsync(IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var wanted = PackageLock.AzuriteVersion(LockFile)
            ?? throw new SetupException($"{LockFile} names no azurite; restore it from the repository.");
        if (IsInstalled(wanted))
            return;

        progress?.Report($"Installing Azurite {wanted} with npm (once)");
        try
        {
            using var held = await FileLock.AcquireAsync(
                Path.Combine(root, ".local", "azurite-install.lock"), cancellationToken);
            if (!IsInstalled(wanted))
                await InstallAsync(cancellationToken);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new SetupException($"Azurite cannot be installed: {exception.Message}");
        }
    }

    private bool IsInstalled(string version) =>
        File.Exists(Script) && PackageLock.AzuriteVersion(InstalledLockFile) == version;

    private async Task InstallAsync(CancellationToken cancellationToken)
    {
        var npm = runtime.FindNpm();
        var start = new ProcessStartInfo(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = root,
        };
        OwnedNode.Tie(start);
        var tail = new OutputTail();
        if (await ChildProcess.RunAsync(start, tail, cancellationToken) != 0 || !File.Exists(Script))
        {
            throw new SetupException(
                $"npm could not install Azurite: {NpmError.Summary(tail.Lines)}. "
                + $"Run 'npm ci --ignore-scripts' in {root} to see all of it.");
        }
    }
}
