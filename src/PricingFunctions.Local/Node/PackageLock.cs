using System.Text.Json;

namespace PricingFunctions.Local.Node;

/// <summary>The version of Azurite in a lock file of npm.</summary>
internal static class PackageLock
{
    /// <summary>Reads <c>package-lock.json</c>, or the copy of it that npm leaves in <c>node_modules</c> when it is done.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The version; null where the file is absent, unreadable or names no Azurite.</returns>
    public static string? AzuriteVersion(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.GetProperty("packages").GetProperty("node_modules/azurite")
                .GetProperty("version").GetString();
        }
        catch (Exception exception) when (exception is IOException or JsonException or KeyNotFoundException
            or InvalidOperationException)
        {
            return null;
        }
    }
}
