using System.Text.RegularExpressions;
using Testing;

namespace PricingFunctions.Local.Tests.Commands;

/// <summary>Every command of docs/release.md is run, and gives what the page shows.</summary>
public sealed partial class ReleaseDocumentTests
{
    private const string Prompt = "$ dotnet run --project src/PricingFunctions.Local -- ";

    private static readonly string Root = RepositoryRoot.Find();

    private static readonly string Page = File.ReadAllText(Path.Combine(Root, "docs", "release.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Page_EverySectionOfTheRelease_HasItsCommand()
    {
        var sections = Page.Split("\n## ")[1..];

        Assert.Equal(Enumerable.Range(1, 16), sections.Select(section => int.Parse(section[1..section.IndexOf(')', StringComparison.Ordinal)], null)));
        Assert.All(sections, section => Assert.Contains(Prompt, section, StringComparison.Ordinal));
        Assert.All(sections, section => Assert.Contains("In the code: [", section, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_EveryCommand_GivesWhatItShows()
    {
        foreach (var block in Page.Split("```\n").Where(part => part.StartsWith(Prompt, StringComparison.Ordinal)))
        {
            var lines = block.Split('\n', 2);
            var command = lines[0][Prompt.Length..];

            var result = await LocalProgram.RunAsync(Words(command));

            Assert.Equal($"{command}\n{lines[1]}", $"{command}\n{Shown(result.Error)}{Shown(result.Output)}");
        }
    }

    /// <summary>The words of a command; a test does not stand in the repository's top folder.</summary>
    private static IEnumerable<string> Words(string command) => Word().Matches(command)
        .Select(word => word.Value.Trim('"'))
        .Select(word => word.StartsWith("samples/", StringComparison.Ordinal) ? Path.Combine(Root, word) : word);

    private static string Shown(string text) =>
        text.ReplaceLineEndings("\n").Replace(Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

    [GeneratedRegex("\"[^\"]*\"|[^ ]+")]
    private static partial Regex Word();
}
