namespace PricingFunctions.Local;

/// <summary>The top folder of the repository, where the solution, the samples and Azurite's lock file are.</summary>
public static class RepositoryRoot
{
    private const string Marker = "PricingFunctions.sln";

    /// <summary>Finds the folder: the given one, or else upwards from the working folder, then from the program's.</summary>
    /// <param name="given">The folder as an option names it; null to look for it.</param>
    /// <returns>The absolute path.</returns>
    /// <exception cref="SetupException">There is none.</exception>
    public static string Find(string? given = null)
    {
        if (given is not null)
        {
            var full = Path.GetFullPath(given);
            return IsRoot(full)
                ? full
                : throw new SetupException($"{full} holds no {Marker}; --root takes the top folder of the repository.");
        }

        return Upwards(Environment.CurrentDirectory)
            ?? Upwards(AppContext.BaseDirectory)
            ?? throw new SetupException(
                $"Neither {Environment.CurrentDirectory} nor a folder above it holds {Marker}; "
                + "run this inside the repository, or name its top folder with --root.");
    }

    private static string? Upwards(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (IsRoot(folder.FullName))
                return folder.FullName;
        }

        return null;
    }

    private static bool IsRoot(string folder) => File.Exists(Path.Combine(folder, Marker));
}
