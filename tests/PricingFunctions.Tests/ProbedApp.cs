using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using PricingFunctions.Local;
using Testing;

namespace PricingFunctions.Tests;

/// <summary>
/// A small app in a folder of its own that imports the probe, with a package folder of its own and feeds made here: the
/// SDK meets it as it meets the real one, without a network.
/// </summary>
internal sealed class ProbedApp : IDisposable
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>Exe</OutputType>
            <UseAppHost>false</UseAppHost>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Sample.Worker" />
          </ItemGroup>
          <Import Project="PackageProbe.targets" />
        </Project>
        """;

    private const string Versions = """
        <Project>
          <PropertyGroup>
            <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
          </PropertyGroup>
          <ItemGroup>
            <PackageVersion Include="Sample.Worker" Version="1.0.0" />
          </ItemGroup>
        </Project>
        """;

    private readonly TemporaryFolder folder = new();

    /// <summary>Makes the app.</summary>
    /// <param name="source">Where it looks for packages; its empty feed where none is given.</param>
    public ProbedApp(string? source = null)
    {
        Directory.CreateDirectory(EmptyFeed);
        folder.Write("App.csproj", Project);
        folder.Write("Directory.Packages.props", Versions);
        folder.Write("Program.cs", "System.Console.WriteLine(\"The app runs.\");\n");
        folder.Write("NuGet.config", $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="feed" value="{source ?? EmptyFeed}" allowInsecureConnections="true" />
              </packageSources>
            </configuration>
            """);
        var probe = Path.Combine(RepositoryRoot.Find(), "src", "PricingFunctions", "PackageProbe.targets");
        File.Copy(probe, Path.Combine(folder.FullPath, "PackageProbe.targets"));
    }

    /// <summary>Whether an answer of the probe is kept.</summary>
    public bool IsAnswered => File.Exists(Path.Combine(folder.FullPath, "obj", "probe", "answer.props"));

    /// <summary>A feed without the package.</summary>
    private string EmptyFeed => Path.Combine(folder.FullPath, "empty-feed");

    /// <summary>Where a publish goes.</summary>
    public string PublishFolder => Path.Combine(folder.FullPath, "published");

    /// <summary>Makes a feed with the app's package.</summary>
    /// <param name="dependency">A package that it depends on and that is not there; none where it is not given.</param>
    public string MakeFeed(string? dependency = null)
    {
        var feed = Directory.CreateDirectory(Path.Combine(folder.FullPath, "feed")).FullName;
        var needs = dependency is null ? "" : $"""<dependency id="{dependency}" version="1.0.0" />""";
        using var package = ZipFile.Open(Path.Combine(feed, "Sample.Worker.1.0.0.nupkg"), ZipArchiveMode.Create);
        Add(package, "Sample.Worker.nuspec", $"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata>
                <id>Sample.Worker</id>
                <version>1.0.0</version>
                <authors>test</authors>
                <description>Stands for the worker.</description>
                <dependencies><group targetFramework="net10.0">{needs}</group></dependencies>
              </metadata>
            </package>
            """);
        Add(package, "lib/net10.0/_._", "");
        return feed;
    }

    /// <summary>Runs the SDK in the app's folder.</summary>
    /// <param name="arguments">Its arguments.</param>
    public async Task<ProgramResult> DotnetAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder.FullPath,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        // What the test's own build was started with must not decide this one.
        string[] inherited = [.. start.Environment.Keys.Where(name =>
            name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("Restore", StringComparison.OrdinalIgnoreCase)
            || name is "CI" or "NoWarn")];
        foreach (var name in inherited) start.Environment.Remove(name);
        start.Environment["NUGET_PACKAGES"] = Path.Combine(folder.FullPath, "packages");
        start.Environment["NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        using var dotnet = Process.Start(start)!;
        var output = dotnet.StandardOutput.ReadToEndAsync();
        var error = dotnet.StandardError.ReadToEndAsync();
        await dotnet.WaitForExitAsync();
        return new(dotnet.ExitCode, await output, await error);
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    private static void Add(ZipArchive package, string name, string text)
    {
        using var writer = new StreamWriter(package.CreateEntry(name).Open());
        writer.Write(text);
    }
}
