using System.CommandLine;
using System.CommandLine.Parsing;

namespace PricingFunctions.Local.Proving;

/// <summary>A folder that a command writes: one that is empty, or not there.</summary>
internal static class EmptyFolder
{
    /// <summary>The folder as an argument.</summary>
    /// <param name="description">What it is for.</param>
    public static Argument<string> Argument(string description) => new("folder") { HelpName = "FOLDER", Description = description };

    /// <summary>Refuses one that is not empty.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="name">The option or argument.</param>
    /// <param name="path">The folder; null where none is given.</param>
    public static void Check(CommandResult result, string name, string? path)
    {
        if (path is not null && Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
            result.AddError($"{name} {path}: the folder is not empty");
    }
}
