using System.CommandLine;
using System.CommandLine.Parsing;

namespace PricingFunctions.Local.Proving;

/// <summary>A folder that a command writes: one that is empty, or not there.</summary>
internal static class EmptyFolder
{
    /// <summary>The folder as an argument.</summary>
    /// <param name="description">What it is for.</param>
    public static Argument<string> Argument(string description) => new("folder") { HelpName = "FOLDER", Description = description };

    /// <summary>Refuses one that is not empty, or has no name.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="name">The option or argument.</param>
    /// <param name="path">The folder; null where none is given.</param>
    public static void Check(CommandResult result, string name, string? path)
    {
        if (path is null || !IsNamed(result, name, path)) return;
        try
        {
            if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()) result.AddError($"{name} {path}: the folder is not empty");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            result.AddError($"{name} {path}: cannot be looked into: {refused.Message}");
        }
    }

    /// <summary>Refuses a folder of no name, such as that of a variable that is not set.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="name">The option or argument.</param>
    /// <param name="path">The folder; null where none is given.</param>
    /// <returns>Whether it may be used.</returns>
    public static bool IsNamed(CommandResult result, string name, string? path)
    {
        if (path is null || !string.IsNullOrWhiteSpace(path)) return true;

        result.AddError($"{name}: is empty; state a folder");
        return false;
    }
}
