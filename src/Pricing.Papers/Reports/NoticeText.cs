using Pricing.Papers.Facts;
using Pricing.Papers.Wording;

namespace Pricing.Papers.Reports;

/// <summary>
/// The notice that the contents of the issue are settled, 発行内容確定のお知らせ: number allotted, amount paid in per right,
/// persons and counts, issue price in total.
/// </summary>
public static class NoticeText
{
    /// <summary>Makes the text.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="language">The language.</param>
    public static string Of(GrantPaper paper, PaperLanguage language)
    {
        ArgumentNullException.ThrowIfNull(paper);

        var words = PaperWords.In(language);
        var figures = new Figures(paper, words);
        var (terms, value) = (paper.Grant.Terms, paper.Value);
        return PlainText.Of(
        [
            .. PlainText.Marks(paper, words),
            words.Text(ReportWord.NoticeDate, words[Word.NotStated]),
            words.Text(ReportWord.NoticeCompany, terms.Issuer, SecurityCode.Shown(terms.SecurityCode)),
            words.Text(ReportWord.NoticeRepresentative, words[Word.NotStated]),
            "",
            words[ReportWord.NoticeTitle],
            "",
            words.Text(ReportWord.NoticeIntroduction, words[Word.NotStated]),
            "",
            words.Text(ReportWord.NoticeName, terms.Title ?? terms.GrantId),
            words.Text(value.IsPlanned ? ReportWord.NoticeNumberPlanned : ReportWord.NoticeNumber, Figures.Count(value.RightsOutstanding)),
            words.Text(ReportWord.NoticeShares, PaperWords.Grouped(Shares(value.SharesPerRight, value.RightsOutstanding)), value.SharesPerRight),
            words.Text(ReportWord.NoticeAmount, figures.Money(value.AmountPerRight), figures.Money(value.ValuePerShare)),
            words.Text(ReportWord.NoticeAllotmentDate, words.Date(terms.AllotmentDate)),
            words.Text(ReportWord.NoticeAllottees, terms.Allottees ?? words[Word.NotStated]),
            words.Text(value.IsPlanned ? ReportWord.NoticeTotalPlanned : ReportWord.NoticeTotal, figures.Money(value.Total)),
        ]);
    }

    private static string Shares(string perRight, int rights) =>
        DecimalText.Parse(perRight) is { } shares ? DecimalText.Of(shares * rights) : "";
}
