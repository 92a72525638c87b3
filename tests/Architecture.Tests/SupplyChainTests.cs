using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>What comes from elsewhere is pinned, looked through, and runs nothing while it is installed.</summary>
public sealed partial class SupplyChainTests
{
    private static readonly string[] Passed = ["bin", "obj", "node_modules", ".git"];

    [Fact]
    public void Project_EveryOne_HasALockFileThatARestoreHoldsTo()
    {
        var projects = Find("*.csproj").ToList();

        Assert.NotEmpty(projects);
        Assert.All(projects, project => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json")), project));
        Assert.Contains("<RestorePackagesWithLockFile>true<", Text("Directory.Build.props"), StringComparison.Ordinal);
        Assert.Contains("<RestoreLockedMode Condition=\"'$(CI)' == 'true'\">true<", Text("Directory.Build.props"), StringComparison.Ordinal);
        Assert.Contains("export CI=true", Text(".ci/run"), StringComparison.Ordinal);
    }

    [Fact]
    public void PackageOfNpm_EveryOne_IsLockedAndRunsNoScripts() => Assert.All(Find("package.json"), package =>
    {
        var folder = Path.GetDirectoryName(package)!;
        Assert.True(File.Exists(Path.Combine(folder, "package-lock.json")), package);
        Assert.Contains("ignore-scripts=true", File.ReadAllText(Path.Combine(folder, ".npmrc")), StringComparison.Ordinal);
    });

    [Fact]
    public void Workflows_LookForVulnerabilitiesAndListWhatIsReleased()
    {
        Assert.Contains("--vulnerable --include-transitive", Text(".github/workflows/ci.yml"), StringComparison.Ordinal);
        Assert.Equal(
            Find("package.json").Select(package => Path.GetRelativePath(SourceTree.Root, Path.GetDirectoryName(package)!).Replace('\\', '/')).Order(StringComparer.Ordinal),
            Audits().Matches(Text(".github/workflows/ci.yml")).Select(audit => audit.Groups["folder"] is { Success: true, Value: var folder } ? folder : ".").Order(StringComparer.Ordinal));
        Assert.Contains("format: spdx-json", Text(".github/workflows/deploy.yml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Workflows_ActionsOfOthers_ArePinnedByTheirCommit() => Assert.All(
        Directory.EnumerateFiles(Path.Combine(SourceTree.Root, ".github", "workflows")).SelectMany(file => Used().Matches(File.ReadAllText(file))),
        used => Assert.Matches("^[^@]+@[0-9a-f]{40}$", used.Groups["action"].Value));

    private static string Text(string file) => File.ReadAllText(Path.Combine(SourceTree.Root, file));

    private static IEnumerable<string> Find(string pattern) => Directory
        .EnumerateFiles(SourceTree.Root, pattern, SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(SourceTree.Root, file).Split(Path.DirectorySeparatorChar).Any(Passed.Contains));

    [GeneratedRegex(@"uses:\s*(?<action>\S+)")]
    private static partial Regex Used();

    [GeneratedRegex(@"run: npm audit --audit-level=high(?: --prefix (?<folder>\S+))?\n")]
    private static partial Regex Audits();
}
