using System.Net;
using Pricing.Papers.Facts;
using Pricing.Papers.Reports;
using Pricing.Papers.Wording;

namespace Pricing.Papers.Tests.Reports;

/// <summary>What report and note say of D and of the window: on one basis with S, of a year as it stands, and short only where it is.</summary>
public sealed class InputTextTests
{
    [Theory]
    [InlineData(PaperLanguage.English, "JPY 16.25", "Dividends of the fiscal year ended 31 March 2012. Brought to the basis of the terms: 200 shares for one.")]
    [InlineData(PaperLanguage.Japanese, "16.25円", "2012年3月31日終了事業年度の配当実績。条件の基準に調整（1株につき200株）。")]
    public void Report_RecordedDividendBeforeASplit_StatesDOnTheBasisOfS(PaperLanguage language, string dividend, string basis)
    {
        var paper = Given.RecordedDividendBeforeASplit;

        var report = Page(paper, language);

        Assert.Equal("200", paper.Value.SharesForOne);
        Assert.Contains($"<td class=\"number\">{dividend}</td><td>{basis}</td>", report, StringComparison.Ordinal);
        Assert.Contains($"<th class=\"number\">{PaperWords.In(language)[InputWord.OnBasis]}</th>", report, StringComparison.Ordinal);
        Assert.DoesNotContain("200 shares for one", Page(Given.Confirmed, PaperLanguage.English), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PaperLanguage.English, "JPY 16.25 per share", "ended 31 March 2012. Brought to the basis of the terms: 200 shares for one.")]
    [InlineData(PaperLanguage.Japanese, "16.25円／株", "配当実績によっております。条件の基準（公表値1株につき200株）に調整しております。")]
    public void Note_RecordedDividendBeforeASplit_StatesDOnTheBasisOfS(PaperLanguage language, params string[] stated)
    {
        var note = NoteText.Of(Given.RecordedDividendBeforeASplit, language);

        Assert.All(stated, text => Assert.Contains(text, note, StringComparison.Ordinal));
        Assert.DoesNotContain("3,250", note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PaperLanguage.English, "Dividends of the fiscal year ending 31 March 2014, as declared.", "Dividends of the fiscal year ending 31 March 2014, as declared.", "ended 31 March")]
    [InlineData(PaperLanguage.Japanese, "2014年3月31日終了予定事業年度の配当（決定済みの額）。", "2014年3月31日終了予定事業年度の配当（決定済みの額）によっております。", "配当実績")]
    public void ReportAndNote_DividendsOfTheYearInProgress_AreNotThoseOfAYearThatEnded(PaperLanguage language, string inReport, string inNote, string untrue)
    {
        var paper = Given.DividendOfTheYearInProgress;
        var (report, note) = (Page(paper, language), NoteText.Of(paper, language));

        Assert.Contains($"<td>{inReport}</td>", report, StringComparison.Ordinal);
        Assert.Contains(inNote, note, StringComparison.Ordinal);
        Assert.All([report, note], text => Assert.DoesNotContain(untrue, text, StringComparison.Ordinal));
    }

    // T of three years begins on Sunday 2010-07-11, T of two on Monday 2011-07-11.
    [Theory]
    [InlineData("3", "2010-07-12", null)]
    [InlineData("2", "2011-07-12", "reach back 1.99 years, less than")]
    public void ReportAndNote_WindowThatBeginsAfterT_IsShortOnlyWhereASessionIsLeftOut(string years, string from, string? said)
    {
        var paper = Given.Paper(changes: [$"expected_remaining_years={years}", $"window_from={from}"]);

        Assert.All([Page(paper, PaperLanguage.English), NoteText.Of(paper, PaperLanguage.English)], text =>
        {
            if (said is null) Assert.DoesNotContain("reach back", text, StringComparison.Ordinal);
            else Assert.Contains(said, text, StringComparison.Ordinal);
        });
    }

    private static string Page(GrantPaper paper, PaperLanguage language) => WebUtility.HtmlDecode(ReportPage.Of(paper, language));
}
