using Testing;

namespace PricingFunctions.Local.Tests.Azurite;

/// <summary>Programs that stand in for node and npm.</summary>
internal static class StandIn
{
    /// <summary>Writes a program that runs a script with the real Node.js.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="name">The program's name.</param>
    /// <param name="script">JavaScript.</param>
    /// <returns>The program's path.</returns>
    public static string Write(TemporaryFolder folder, string name, string script)
    {
        var path = folder.Write($"{name}.stand-in.js", script);
        if (OperatingSystem.IsWindows())
            return folder.Write($"{name}.cmd", $"@\"{RealNode()}\" \"{path}\" %*");

        var program = folder.Write(name, $"#!/bin/sh\nexec \"{RealNode()}\" \"{path}\" \"$@\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return program;
    }

    private static string RealNode()
    {
        var file = OperatingSystem.IsWindows() ? "node.exe" : "node";
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(entry => Path.Combine(entry, file))
            .First(File.Exists);
    }
}
