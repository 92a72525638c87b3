using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Pricing.Papers.Wording;

namespace Pricing.Papers.Tests.Wording;

public sealed partial class PaperWordsTests
{
    /// <summary>Words of the code that no reader sees, and those for which the glossary has others.</summary>
    private static readonly string[] Forbidden =
    [
        "chunk", "hub", "lane", "bucket", "replay", "engine", "manifest", "kernel", "tie", "ETag",
        "night", "run", "policy", "policies", "indicative", "remeasured", "backfill", "acknowledge", "batch", "evidence",
    ];

    /// <summary>What the same words would be in Japanese, where the glossary has others or none.</summary>
    private static readonly string[] ForbiddenInJapanese =
    [
        "チャンク", "ハブ", "レーン", "バケット", "リプレイ", "エンジン", "マニフェスト", "カーネル", "イータグ",
        "ナイト", "ポリシー", "バックフィル", "バッチ", "エビデンス", "バージョン",
    ];

    public static TheoryData<PaperLanguage> Languages => [.. Enum.GetValues<PaperLanguage>()];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Language_HoldsEveryWordAndNoOther(PaperLanguage language) => Assert.Equal(
        new[] { Enum.GetNames<Word>(), Enum.GetNames<InputWord>(), Enum.GetNames<PublicationWord>(), Enum.GetNames<ReportWord>() }.SelectMany(names => names).Order(StringComparer.Ordinal),
        Texts(language).Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Language_EveryText_SaysSomething(PaperLanguage language) =>
        Assert.DoesNotContain(Texts(language), text => string.IsNullOrWhiteSpace(text.Value));

    [Fact]
    public void Languages_EveryText_HasTheSameHoles()
    {
        var (english, japanese) = (Texts(PaperLanguage.English), Texts(PaperLanguage.Japanese));

        Assert.Empty(english.Where(text => !Holes(text.Value).SetEquals(Holes(japanese[text.Key]))).Select(text => text.Key));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Language_NoText_HasAWordThatIsNeverShown(PaperLanguage language)
    {
        var words = new Regex($@"\b({string.Join('|', Forbidden)})s?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

        Assert.Empty(Texts(language)
            .Where(text => words.IsMatch(text.Value) || ForbiddenInJapanese.Any(word => text.Value.Contains(word, StringComparison.Ordinal)))
            .Select(text => $"{text.Key}: {text.Value}"));
    }

    [Theory]
    [InlineData(Word.RunOf, "Valuation of a date", "日次評価")]
    [InlineData(Word.Rules, "Calculation rules", "算定ルール")]
    [InlineData(Word.MarkProvisional, "Provisional", "暫定")]
    [InlineData(Word.MarkEstimate, "Estimate before allotment", "割当前試算")]
    [InlineData(Word.MarkLater, "Later value", "再測定")]
    [InlineData(Word.SourceFile, "File taken in", "取込ファイル")]
    [InlineData(Word.EvidenceHash, "supporting documents", "根拠資料")]
    [InlineData(Word.ValueVersion, "Version", "版")]
    [InlineData(Word.AllotmentDate, "Allotment date", "割当日")]
    [InlineData(Word.LineExercisePrice, "Exercise price", "行使価額")]
    [InlineData(Word.LineYears, "Expected remaining period", "予想残存期間")]
    [InlineData(Word.LineRate, "Risk-free rate", "無リスク利子率")]
    public void Word_OfTheGlossary_IsTheGlossarys(object word, string english, string japanese)
    {
        Assert.Contains(english, PaperWords.In(PaperLanguage.English)[(Word)word], StringComparison.Ordinal);
        Assert.Contains(japanese, PaperWords.In(PaperLanguage.Japanese)[(Word)word], StringComparison.Ordinal);
    }

    [Fact]
    public void DateAndMoney_AreWrittenAsTheLanguageDoes()
    {
        var (english, japanese) = (PaperWords.In(PaperLanguage.English), PaperWords.In(PaperLanguage.Japanese));

        Assert.Equal(("11 July 2013", "2013年7月11日"), (english.Date(new(2013, 7, 11)), japanese.Date(new(2013, 7, 11))));
        Assert.Equal(("not stated", "記載なし"), (english.Date(null), japanese.Date(null)));
        Assert.Equal(("JPY 87,345,000", "87,345,000円"), (english.Money("87345000", "JPY"), japanese.Money("87345000", "JPY")));
        Assert.Equal(("USD 1,234.56", "USD 1,234.56"), (english.Money("1234.56", "USD"), japanese.Money("1234.56", "USD")));
    }

    [Theory]
    [InlineData("-0.05", "-0.05")]
    [InlineData("-1234.5", "-1,234.5")]
    [InlineData("0", "0")]
    [InlineData("-", "-")]
    public void Grouped_ANumber_KeepsItsSign(string number, string expected) => Assert.Equal(expected, PaperWords.Grouped(number));

    [Theory]
    [InlineData(null, PaperLanguage.English)]
    [InlineData("en", PaperLanguage.English)]
    [InlineData("ja", PaperLanguage.Japanese)]
    [InlineData("fr", null)]
    [InlineData("", null)]
    public void LanguageCode_IsReadAsItIs(string? code, PaperLanguage? language) => Assert.Equal(language, LanguageCode.Parse(code));

    private static Dictionary<string, string> Texts(PaperLanguage language)
    {
        var resources = new ResourceManager($"Pricing.Papers.Wording.{language}", typeof(PaperWords).Assembly);
        return resources.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    private static HashSet<string> Holes(string text) => [.. Hole().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Hole();
}
