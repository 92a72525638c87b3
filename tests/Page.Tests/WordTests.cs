using System.Text.Json;
using System.Text.RegularExpressions;
using Pricing;
using Pricing.WebPage;
using PricingFunctions.Local;

namespace Page.Tests;

/// <summary>What the page says: in both languages the same, in the words of the glossary, and all of it from the resource files.</summary>
public sealed partial class WordTests
{
    private static readonly string App = Path.Combine(RepositoryRoot.Find(), "src", "Pricing.WebPage", "app");

    private const int ShortestPart = 4;

    /// <summary>Words of the code that a reader is never shown.</summary>
    private static readonly string[] NeverShown = ["chunk", "hub", "lane", "bucket", "replay", "engine", "manifest", "kernel", "tie", "ETag"];

    /// <summary>Words of the code, each with what it is called in English and in Japanese.</summary>
    private static readonly (string Code, string English, string Japanese)[] Glossary =
    [
        ("night|run", "valuation of a date", "日次評価"),
        ("policy|policies", "calculation rules", "算定ルール"),
        ("provisional", "provisional", "暫定"),
        ("indicative", "estimate before allotment", "割当前試算"),
        ("remeasured", "later value", "再測定"),
        ("backfill", "past ones too", "過去日評価"),
        ("acknowledge", "decide on", "差異の処理"),
        ("batch", "file taken in", "取込ファイル"),
        ("evidence", "supporting documents", "根拠資料"),
        ("package for the auditor", "package for the auditor", "監査用資料一式"),
    ];

    private static Dictionary<string, string> English { get; } = Words("en");

    private static Dictionary<string, string> Japanese { get; } = Words("ja");

    [Fact]
    public void Words_OfBothLanguages_HaveTheSameKeysAndHoles()
    {
        Assert.Equal(English.Keys.Order(StringComparer.Ordinal), Japanese.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(English.Keys, key => !Holes(English[key]).SequenceEqual(Holes(Japanese[key])));
        Assert.DoesNotContain(English.Concat(Japanese), word => word.Value.Length == 0);
    }

    [Fact]
    public void Words_OfTheCode_AreNeverShown() => Assert.Empty(
        from word in English.Concat(Japanese)
        from never in NeverShown.Concat(Glossary.Where(term => term.Code != term.English).SelectMany(term => term.Code.Split('|')))
        where Regex.IsMatch(word.Value, $@"\b{never}s?\b", RegexOptions.IgnoreCase)
        select $"{word.Key}: {word.Value}");

    [Fact]
    public void Words_OfTheGlossary_AreUsed() => Assert.Empty(Glossary
        .Where(term => !English.Values.Any(text => text.Contains(term.English, StringComparison.OrdinalIgnoreCase))
            || !Japanese.Values.Any(text => text.Contains(term.Japanese, StringComparison.Ordinal)))
        .Select(term => $"{term.English} {term.Japanese}"));

    [Fact]
    public void Keys_ThatThePageNames_AreThere() => Assert.Empty(
        from file in Directory.EnumerateFiles(App, "*.js", SearchOption.AllDirectories)
        from key in Named().Matches(File.ReadAllText(file))
        where !English.ContainsKey(key.Groups[1].Value)
        select $"{Path.GetFileName(file)}: {key.Groups[1].Value}");

    [Fact]
    public void Reasons_AllOfThem_HaveWords() =>
        Assert.DoesNotContain(Enum.GetNames<ReasonCode>(), reason => !English.ContainsKey($"reason.{reason}"));

    /// <summary>
    /// What the page says in Japanese of a sentence of the program is found by the English one: each part of it between the holes stands in the
    /// code. Parts of a few letters, which stand in any code, say nothing.
    /// </summary>
    [Fact]
    public void Sentences_OfTheProgram_AreThoseOfTheCode()
    {
        var code = string.Concat(Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Find(), "src"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));

        var sentences = English.Where(sentence => sentence.Key.StartsWith("said.", StringComparison.Ordinal)).ToList();
        var parts = sentences.SelectMany(sentence => Hole().Split(sentence.Value).Select(part => (sentence.Key, Text: part.Trim())).Where(part => part.Text.Length >= ShortestPart)).ToList();

        Assert.NotEmpty(sentences);
        Assert.All(sentences, sentence => Assert.Contains(parts, part => part.Key == sentence.Key));
        Assert.DoesNotContain(parts, part => !code.Contains(part.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Code_OfThePage_HoldsNoWordsOfItsOwn() => Assert.Empty(
        from file in Directory.EnumerateFiles(App, "*.js", SearchOption.AllDirectories)
        where Path.GetFileName(file) is not ("grant-columns.js" or "settings-bar.js")
        from text in Shown().Matches(File.ReadAllText(file))
        select $"{Path.GetFileName(file)}: {text.Value}");

    [Fact]
    public void Columns_OfAGrantFile_AreThoseOfTheBatchFormatWithTheirFirstJapaneseNames()
    {
        var schema = File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "src", "Pricing.Files", "Kinds", "GrantColumns.cs"));
        var page = File.ReadAllText(Path.Combine(App, "parts", "grant-columns.js"));

        var ofTheFile = SchemaColumn().Matches(schema).Select(column => $"{column.Groups[1].Value} {column.Groups[2].Value}").Order(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(ofTheFile);
        Assert.Equal(ofTheFile, PageColumn().Matches(page).Select(column => $"{column.Groups[1].Value} {column.Groups[2].Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Files_OfThePage_AreUnder400KilobytesInAllAndNoneIsLong()
    {
        var assembly = typeof(PageFiles).Assembly;
        var names = assembly.GetManifestResourceNames();

        var size = names.Sum(name => assembly.GetManifestResourceStream(name)!.Length);

        Assert.Contains("page/page.js", names);
        Assert.InRange(size, 50_000, 400_000);
        Assert.DoesNotContain(Directory.EnumerateFiles(App, "*.js", SearchOption.AllDirectories), file => File.ReadLines(file).Count() > 300);
    }

    private static Dictionary<string, string> Words(string language) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(App, "words", $"{language}.json")))!;

    private static IEnumerable<string> Holes(string text) => Hole().Matches(text).Select(hole => hole.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\bt\('([\w.-]+)'")]
    private static partial Regex Named();

    [GeneratedRegex("(?:Required|Optional)\\(\"(\\w+)\", ColumnType\\.\\w+, \"([^\"]+)\"")]
    private static partial Regex SchemaColumn();

    [GeneratedRegex(@"(\w+): '([^']+)'")]
    private static partial Regex PageColumn();

    /// <summary>Text between two tags that no expression gives, or text in Japanese.</summary>
    [GeneratedRegex(@"<(?:p|h1|h2|h3|button|label|strong|summary|legend|option|th|dt)[^>$]*>\s*[A-Za-z][a-z]+[^<$]*<|[\u3040-\u30ff\u4e00-\u9fff]+")]
    private static partial Regex Shown();
}
