using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>The documents point at what is there.</summary>
public sealed partial class DocumentTests
{
    public static TheoryData<string> Documents =>
    [
        .. Directory.EnumerateFiles(SourceTree.Root, "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "docs"), "*.md"))
            .Concat(Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "samples"), "*.md", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(SourceTree.Root, file))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_EveryLinkIntoTheRepository_LeadsSomewhere(string document)
    {
        var file = Path.Combine(SourceTree.Root, document);
        var folder = Path.GetDirectoryName(file)!;

        var missing = Link().Matches(File.ReadAllText(file))
            .Select(link => link.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal))
            .Select(target => target.Split('#')[0])
            .Where(path => path is not "" && !Path.Exists(Path.Combine(folder, path)));

        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("reliability.md")]
    [InlineData("controls.md")]
    [InlineData("security.md")]
    public void Document_EveryTestThatItNames_IsThere(string document)
    {
        var sources = Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .ToLookup(file => Path.GetFileNameWithoutExtension(file), StringComparer.Ordinal);
        var named = TestName().Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "docs", document))).ToList();

        var missing = named
            .Where(name => !sources[name.Groups["type"].Value].Any(file =>
                File.ReadAllText(file).Contains($" {name.Groups["method"].Value}", StringComparison.Ordinal)))
            .Select(name => name.Value);

        Assert.NotEmpty(named);
        Assert.Empty(missing);
    }

    [GeneratedRegex(@"`(?<type>\w+Tests)(\.(?<method>\w+)(\.\.\.)?)?`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();
}
