using System.Text.RegularExpressions;
using Pricing.Grants.Measurements;
using Pricing.Grants.Terms;
using Pricing.Papers.Facts;
using Pricing.Papers.Reports;
using Pricing.Papers.Wording;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Valuations;
using ThirdSeries = Pricing.Pipeline.Tests.Valuations.Facts;

namespace Pricing.Papers.Tests.Reports;

public sealed class ReportTests
{
    private static readonly GrantPaper Confirmed = Given.Confirmed;

    public static TheoryData<PaperLanguage> Languages => [.. Enum.GetValues<PaperLanguage>()];

    [Fact]
    public void Report_Japanese_HoldsWhatA算定書States()
    {
        var page = PaperText.Of(ReportPage.Of(Confirmed, PaperLanguage.Japanese));

        Assert.All(
        [
            "新株予約権の公正な評価単価 算定書", "会社自身による算定です。独立した第三者の意見を含みません。",
            "決議日 記載なし", "割当日 2013年7月11日", "付与日 2013年7月11日", "算定基準日 2013年7月11日",
            "企業会計基準第8号", "ブラック・ショールズ式", "採用しなかった方法", "予想残存期間 15年 条件に定められた期間",
            "2011年3月11日から2011年3月31日まで（理由：記載なし）", "135", "89個（2013年7月11日確定）", "取締役 7名 95個",
            "有利発行の該当性", "647,000円", "57,583,000円", "87,345,000円", "1円単位に四捨五入", "計算誤差の上限 1株当たり0.0000000", "算定の限界",
            "株価情報の収集期間は7.61年で", Confirmed.Value.Hash, Confirmed.Value.InputHash, "iij-practice（第1版）",
            "公表の記録 未公表", "作成", "検証", "承認",
        ],
        stated => Assert.Contains(stated, page, StringComparison.Ordinal));
        Assert.DoesNotContain("監査", page, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(page, "未公表"));
    }

    [Fact]
    public void Report_Sources_StateLicenceAndWhetherPublishingIsAllowed()
    {
        var licences = SourceLicences.Read(new Dictionary<string, string>
        {
            ["Sources:j-quants:MayPublish"] = "true",
            ["Sources:j-quants:ConfirmedBy"] = "法務部",
            ["Sources:j-quants:ConfirmedOn"] = "2026-04-01",
        });

        var at = new DateTimeOffset(2013, 7, 11, 9, 0, 0, TimeSpan.Zero);
        var sourced = Confirmed with
        {
            Evidence = Confirmed.Evidence with
            {
                Sources = [new(new string('a', 64), "j-quants", "prices", at), new(new string('b', 64), "mof", "curves", at)],
            },
        };

        var confirmed = PaperText.Of(ReportPage.Of(sourced with { Licences = licences }, PaperLanguage.Japanese));
        var shipped = PaperText.Of(ReportPage.Of(sourced with { Licences = SourceLicences.Read(new Dictionary<string, string>()) }, PaperLanguage.English));

        Assert.Contains("J-Quants API terms of use, by plan; 公表の可否：法務部が2026年4月1日に確認済み", confirmed, StringComparison.Ordinal);
        Assert.Contains("J-Quants API terms of use, by plan; publishing not confirmed", shipped, StringComparison.Ordinal);
        Assert.Contains("Public Data License 1.0; the terms allow publishing", shipped, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_Calculation_HoldsTheInputsUnroundedAndEveryLineFromOne()
    {
        var page = PaperText.Of(ReportPage.Of(Confirmed, PaperLanguage.English));

        var lines = page[page.IndexOf("Calculation T Expected", StringComparison.Ordinal)..page.IndexOf("The workbook of this value", StringComparison.Ordinal)];
        Assert.All(Enumerable.Range(1, 19), number => Assert.Contains($" {number} ", lines, StringComparison.Ordinal));
        Assert.Contains("(18.75/3505)", lines, StringComparison.Ordinal);
        Assert.Contains("r Risk-free rate 0.01275 ", lines, StringComparison.Ordinal);
        Assert.DoesNotContain("E-", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void ReportAndNote_ALaterValue_RoundItsFiguresAsAFilingDoes(PaperLanguage language)
    {
        var later = Given.Later();
        later = later with { Value = later.Value with { Years = "1821/365", RiskFreeRate = "0.00528821917808" } };
        string[] rounded = language == PaperLanguage.English ? ["4.989 years", "0.529 %"] : ["4.989年", "0.529％"];
        var (report, note) = (PaperText.Of(ReportPage.Of(later, language)), NoteText.Of(later, language));

        Assert.All(rounded, figure => Assert.Contains(figure, report, StringComparison.Ordinal));
        Assert.All(rounded, figure => Assert.Contains(figure, note, StringComparison.Ordinal));
        Assert.DoesNotContain("1821/365", note, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(report, "1821/365"));
        Assert.Single(Regex.Matches(report, "0.00528821917808"));
    }

    [Theory]
    [InlineData("IIJ 第3回新株予約権", "IIJ 第3回新株予約権")]
    [InlineData("IIJ第3回新株予約権", "IIJ第3回新株予約権")]
    [InlineData("IIJX rights", "IIJ · IIJX rights")]
    [InlineData("第3回新株予約権", "IIJ · 第3回新株予約権")]
    public void Report_TitleThatBeginsWithTheIssuer_StatesItOnce(string title, string heading)
    {
        var paper = Given.Paper(changes: $"title={title}");

        Assert.Contains($"<p class=\"subject\">{heading}</p>", ReportPage.Of(paper, PaperLanguage.Japanese), StringComparison.Ordinal);
        Assert.Contains($"\n{heading.Replace(" · ", " ", StringComparison.Ordinal)}\n", NoteText.Of(paper, PaperLanguage.Japanese), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_PersonsOfThePlan_StandApartFromThoseOfTheAllotment()
    {
        var page = PaperText.Of(ReportPage.Of(Confirmed, PaperLanguage.Japanese));
        var both = PaperText.Of(ReportPage.Of(
            Given.Paper(changes: ["allotted_rights=89", "allotted_confirmed_on=2013-07-11", "allottees=取締役 7名 95個; 執行役員 10名 40個 | 割当: 取締役 7名 89個"]),
            PaperLanguage.Japanese));

        Assert.Contains("割当対象者及び人数（予定） 取締役 7名 95個; 執行役員 10名 40個 割当対象者及び人数（割当） 記載なし", page, StringComparison.Ordinal);
        Assert.Contains("割当対象者及び人数（割当） 取締役 7名 89個", both, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2013-07-16", 89, false)]
    [InlineData("2013-07-16", 88, true)]
    [InlineData("2099-07-16", 89, true)]
    public void Report_NumberConfirmedSinceTheValue_IsNoLongerPlanned(string confirmed, int rights, bool isPlanned)
    {
        var paper = Given.Paper(changes: ["allotted_rights=89", "allottees=Directors of the company"]);
        var settled = paper.Grant with { Terms = paper.Grant.Terms with { AllottedRights = rights, AllottedConfirmedOn = DateOnly.Parse(confirmed, null) } };

        var page = PaperText.Of(ReportPage.Of(paper with { Current = settled }, PaperLanguage.English));

        Assert.True(paper.Value.IsPlanned);
        Assert.Equal(isPlanned, page.Contains("Total (planned)", StringComparison.Ordinal));
        Assert.Contains(isPlanned ? "89 (planned, not confirmed)" : "89 (confirmed on 16 July 2013)", page, StringComparison.Ordinal);
        Assert.Contains("Persons and numbers planned Directors of the company", page, StringComparison.Ordinal);
        Assert.Contains($"Persons and numbers allotted {(isPlanned ? "not stated" : "Directors of the company")}", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AccountingStandard.Asbj8, "600,000円", "変更後の条件による単価－付与日の単価（0を下限とする）")]
    [InlineData(AccountingStandard.Ifrs2, "630,000円", "変更後の条件による単価－変更前の条件による単価（0を下限とする）")]
    public void ReportAndNote_AChangeOfTerms_StateTheIncrementAndWhatItIsMadeOf(AccountingStandard standard, string over, string how)
    {
        var paper = Given.Modification(standard);
        var (words, value) = (PaperWords.In(PaperLanguage.Japanese), paper.Value);
        string[] stated =
        [
            "変更日", "2013年7月12日", words[Word.GrantDateAmount], "600,000円", words[Word.OldTermsAmount], "630,000円", words[Word.NewTermsAmount],
            words.Money(value.AmountPerRight, "JPY"), words[PaperFacts.StandardWord(standard)], $"{words.Money(value.Increment, "JPY")} ({how})", over,
        ];

        Assert.All(stated, text => Assert.Contains(text, PaperText.Of(ReportPage.Of(paper, PaperLanguage.Japanese)), StringComparison.Ordinal));
        Assert.All(stated, text => Assert.Contains(text, NoteText.Of(paper, PaperLanguage.Japanese), StringComparison.Ordinal));
        Assert.DoesNotContain("変更日", PaperText.Of(ReportPage.Of(Given.Later(), PaperLanguage.Japanese)), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_English_HoldsTheSame()
    {
        var page = PaperText.Of(ReportPage.Of(Confirmed, PaperLanguage.English));

        Assert.All(
        [
            "Calculation report", "no opinion of an independent valuer", "Date of the resolution not stated", "Allotment date 11 July 2013",
            "ASBJ Statement No. 8", "Black-Scholes", "Not taken", "JPY 647,000", "JPY 57,583,000", "Publication record not published",
            "Prepared", "Checked", "Approved",
        ],
        stated => Assert.Contains(stated, page, StringComparison.Ordinal));
    }

    [Fact]
    public void Report_ItsVersion_SaysWhyItWasMadeAndWhenInJapanTime()
    {
        var asked = Confirmed with { Asked = new("close of 2013-07-05 corrected", "Suzuki, finance", IsScheduled: false) };

        Assert.Contains("この版の理由 close of 2013-07-05 corrected（依頼者：Suzuki, finance）", PaperText.Of(ReportPage.Of(asked, PaperLanguage.Japanese)), StringComparison.Ordinal);
        Assert.Contains("Reason of this version by schedule", PaperText.Of(ReportPage.Of(asked with { Asked = new("scheduled", "timer", IsScheduled: true) }, PaperLanguage.English)), StringComparison.Ordinal);
        Assert.Contains("Reason of this version not stated", PaperText.Of(ReportPage.Of(Confirmed, PaperLanguage.English)), StringComparison.Ordinal);
        Assert.Contains("Made 2026-01-05 18:00 JST by", PaperText.Of(ReportPage.Of(Confirmed, PaperLanguage.English)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Report_NeedsNothingFromElsewhere(PaperLanguage language)
    {
        var page = ReportPage.Of(Confirmed, language);

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<link", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("@page { size: A4", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Report_TextsThatTurnTheDirection_AreShownByTheirCodes(PaperLanguage language)
    {
        const string Turned = "\u202E000,746\u2066";
        var terms = Confirmed.Current.Terms with { Title = $"第3回{Turned}", Allottees = Turned };
        var paper = Confirmed with { Current = Confirmed.Current with { Terms = terms }, Value = Confirmed.Value with { Policy = Turned } };

        var page = ReportPage.Of(paper, language);

        Assert.DoesNotContain(page, character => character is '\u202E' or '\u2066');
        Assert.DoesNotContain("&#x202E;", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(@"\u202E000,746\u2066", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Report_TextsThatLookLikeMarkup_StayTexts(PaperLanguage language)
    {
        var paper = Given.Paper(changes: ["title=<script>alert(1)</script>", "allottees=\"><img src=x onerror=alert(2)> & co"]);

        var page = ReportPage.Of(paper, language);

        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("&quot;&gt;&lt;img src=x onerror=alert(2)&gt; &amp; co", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void ReportAndNote_EveryMarkOfAValue_StandsInBoth(PaperLanguage language)
    {
        var estimate = Given.Paper(date: new(2013, 7, 10), facts: ThirdSeries.Of(curveDate: new(2013, 7, 10)));
        var provisional = Given.Paper(facts: ThirdSeries.Of(curveDate: new(2013, 7, 10)));
        var doubted = Confirmed with { Value = Confirmed.Value with { BasisInDoubt = "UnclearTerms" } };
        var superseded = Confirmed with { Versions = [Confirmed.Value with { Version = 2 }, Confirmed.Value] };
        Assert.Equal((MeasurementKind.Indicative, ValueStatus.Provisional), (estimate.Value.Kind, provisional.Value.Status));

        AssertMarked(estimate, language, Word.MarkEstimate, Word.MarkSynthetic, Word.MarkPlanned);
        AssertMarked(provisional, language, Word.MarkProvisional, Word.MarkSynthetic);
        AssertMarked(doubted, language, Word.MarkDoubt, Word.MarkSynthetic);
        AssertMarked(superseded, language, Word.MarkSuperseded, Word.MarkSynthetic);
    }

    [Fact]
    public void Report_OfAnEstimate_JudgesNoFavourableTerms() => Assert.Contains(
        PaperWords.In(PaperLanguage.English)[ReportWord.FavourableOther],
        ReportPage.Of(Given.Paper(date: new(2013, 7, 10), facts: ThirdSeries.Of(curveDate: new(2013, 7, 10))), PaperLanguage.English),
        StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Languages))]
    public void Report_RulesThatAreNotKnown_SaysSo(PaperLanguage language)
    {
        var page = ReportPage.Of(Confirmed with { Policy = null }, language);

        Assert.Contains(PaperWords.In(language)[Word.RulesNotKnown], page, StringComparison.Ordinal);
        Assert.Contains("647,000", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PaperLanguage.English, "Stated by the grant. 1000 as stated, brought to the basis of S: 200 shares for one.")]
    [InlineData(PaperLanguage.Japanese, "条件に定められた配当額。（記載額1000を算定基準日の基準に調整：1株につき200株）。")]
    public void Report_StatedDividendAcrossASplit_SaysHowItWasRestated(PaperLanguage language, string expected)
    {
        Assert.Contains(expected, ReportPage.Of(Given.StatedDividendAcrossASplit, language), StringComparison.Ordinal);
        Assert.Contains(expected, NoteText.Of(Given.StatedDividendAcrossASplit, language), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_EvidenceFromBeforeSplitsWereKept_SaysSo() => Assert.Contains(
        PaperWords.In(PaperLanguage.Japanese)[InputWord.SplitsNotKept],
        ReportPage.Of(Confirmed with { Evidence = Confirmed.Evidence with { Splits = null } }, PaperLanguage.Japanese),
        StringComparison.Ordinal);

    private static void AssertMarked(GrantPaper paper, PaperLanguage language, params Word[] marks)
    {
        string[] papers = [PaperText.Of(ReportPage.Of(paper, language)), NoteText.Of(paper, language)];
        Assert.All(papers, text => Assert.All(marks, mark => Assert.Contains(PaperWords.In(language)[mark], text, StringComparison.Ordinal)));
        Assert.Subset(ValueMarks.Of(paper).ToHashSet(), marks.ToHashSet());
    }
}
