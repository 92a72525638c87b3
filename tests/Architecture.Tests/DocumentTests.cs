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

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();
}
