using System.Diagnostics;

namespace PricingFunctions.Local.Node;

/// <summary>
/// Ties processes of Node.js to this one: they end when their standard input does, whether it was closed or this process
/// died, and leave Ctrl-C, SIGTERM and SIGHUP to it (<c>owned.cjs</c>).
/// </summary>
internal static class OwnedNode
{
    private const string OptionsVariable = "NODE_OPTIONS";

    /// <summary>The script to load before the program's own.</summary>
    public static string Script => Path.Combine(AppContext.BaseDirectory, "Node", "owned.cjs");

    /// <summary>Ties a program that runs on Node.js somewhere below it, as npm does.</summary>
    /// <param name="start">What is about to be started.</param>
    public static void Tie(ProcessStartInfo start)
    {
        var escaped = Script.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        start.Environment.TryGetValue(OptionsVariable, out var others);
        start.Environment[OptionsVariable] = $"{others} --require \"{escaped}\"".TrimStart();
    }
}
