using System.CommandLine;
using System.CommandLine.Parsing;
using PricingFunctions.Local.Options;

namespace PricingFunctions.Local.Proving;

/// <summary>A folder that a command writes: one that is empty, or not there.</summary>
internal static class EmptyFolder
{
    private const string ArgumentName = "FOLDER";

    /// <summary>The folder as an argument.</summary>
    /// <param name="description">What it is for.</param>
    public static Argument<string> Argument(string description)
    {
        var folder = new Argument<string>("folder") { HelpName = ArgumentName, Description = description }.AsPlace();
        folder.Validators.Add(Check(ArgumentName));
        return folder;
    }

    /// <summary>The folder as an option that must be there.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What it is for.</param>
    public static Option<string> Option(string name, string description)
    {
        var folder = new Option<string>(name) { HelpName = "folder", Description = description, Required = true }.AsPlace();
        folder.Validators.Add(Check(name));
        return folder;
    }

    private static Action<SymbolResult> Check(string name) => result =>
    {
        if (result.Tokens is not [.., { Value: var path }] || string.IsNullOrWhiteSpace(path)) return;
        try
        {
            if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()) result.AddError($"{name} {path}: the folder is not empty");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            result.AddError($"{name} {path}: cannot be looked into: {refused.Message}");
        }
    };
}
