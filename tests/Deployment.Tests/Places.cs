using System.Reflection;

namespace Deployment.Tests;

/// <summary>Where the things are that are looked at; the build says so.</summary>
internal static class Places
{
    /// <summary>The variable with the folder that the app was published to.</summary>
    private const string PublishedApp = "PUBLISHED_APP";

    /// <summary>The folder of the Bicep files.</summary>
    public static string Infra => Path.Combine(Built("Repository"), "infra");

    /// <summary>The folder that is deployed: the published one where it is named, else what the build put out.</summary>
    public static string App => Environment.GetEnvironmentVariable(PublishedApp) ?? Built("AppOutput");

    /// <summary>The Bicep compiler; empty where there is no package of it for this system.</summary>
    public static string BicepCompiler => Built("BicepCompiler");

    private static string Built(string key) =>
        typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == key).Value ?? "";
}
