namespace PricingFunctions.Local.Processes;

/// <summary>Where a program is.</summary>
internal static class ExecutablePath
{
    /// <summary>Looks a program up in the folders of the PATH.</summary>
    /// <param name="folders">The folders, in the form of the PATH; null for the PATH itself.</param>
    /// <param name="windowsName">The file's name on Windows, with its extension.</param>
    /// <param name="name">The file's name elsewhere.</param>
    /// <returns>The absolute path, or null.</returns>
    public static string? Find(string? folders, string windowsName, string name)
    {
        var file = OperatingSystem.IsWindows() ? windowsName : name;
        return (folders ?? Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(folder => Path.Combine(folder.Trim('"'), file))
            .FirstOrDefault(File.Exists);
    }
}
