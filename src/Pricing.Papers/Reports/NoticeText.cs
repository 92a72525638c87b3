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
            words.Text(Word.NoticeDate, words[Word.NotStated]),
            words.Text(Word.NoticeCompany, terms.Issuer, PaperWords.Security(terms.SecurityCode)),
            words.Text(Word.NoticeRepresentative, words[Word.NotStated]),
            "",
            words[Word.NoticeTitle],
            "",
            words.Text(Word.NoticeIntroduction, words[Word.NotStated]),
            "",
            words.Text(Word.NoticeName, terms.Title ?? terms.GrantId),
            words.Text(value.IsPlanned ? Word.NoticeNumberPlanned : Word.NoticeNumber, Figures.Count(value.RightsOutstanding)),
            words.Text(Word.NoticeShares, PaperWords.Grouped(Shares(value.SharesPerRight, value.RightsOutstanding)), value.SharesPerRight),
            words.Text(Word.NoticeAmount, figures.Money(value.AmountPerRight), figures.Money(value.ValuePerShare)),
            words.Text(Word.NoticeAllotmentDate, words.Date(terms.AllotmentDate)),
            words.Text(Word.NoticeAllottees, terms.Allottees ?? words[Word.NotStated]),
            words.Text(value.IsPlanned ? Word.NoticeTotalPlanned : Word.NoticeTotal, figures.Money(value.Total)),
        ]);
    }

    private static string Shares(string perRight, int rights) =>
        DecimalText.Parse(perRight) is { } shares ? DecimalText.Of(shares * rights) : "";
}
