using System.Diagnostics;
using PricingFunctions.Local.Processes;

namespace PricingFunctions.Local.Node;

/// <summary>The Node.js that runs Azurite.</summary>
/// <param name="searchPath">The folders to look in; null for the PATH.</param>
internal sealed class NodeRuntime(string? searchPath)
{
    private const int OldestMajor = 20;
    private const string WayOut = "install Node.js 20 or newer from https://nodejs.org/";

    /// <summary>Finds <c>node</c> and asks for its version.</summary>
    /// <param name="cancellationToken">Stops the asking.</param>
    /// <returns>The absolute path.</returns>
    /// <exception cref="SetupException">It is missing, broken or too old.</exception>
    public async Task<string> FindNodeAsync(CancellationToken cancellationToken)
    {
        var node = ExecutablePath.Find(searchPath, "node.exe", "node")
            ?? throw new SetupException($"Node.js is not on the PATH, and Azurite needs it; {WayOut}.");
        var tail = new OutputTail();
        var exitCode = await ChildProcess.RunAsync(new ProcessStartInfo(node, ["--version"]), tail, cancellationToken);
        var answer = tail.Lines.Count > 0 ? tail.Lines[^1] : "";
        if (exitCode != 0 || !Version.TryParse(answer.TrimStart('v'), out var version))
            throw new SetupException($"{node} --version answers '{answer}'; {WayOut}.");

        return version.Major >= OldestMajor
            ? node
            : throw new SetupException($"{node} is Node.js {version}, which is too old; {WayOut}.");
    }

    /// <summary>Finds <c>npm</c>.</summary>
    /// <returns>The absolute path.</returns>
    /// <exception cref="SetupException">It is missing.</exception>
    public string FindNpm() => ExecutablePath.Find(searchPath, "npm.cmd", "npm")
        ?? throw new SetupException($"npm is not on the PATH, and it installs Azurite; it comes with Node.js: {WayOut}.");
}
