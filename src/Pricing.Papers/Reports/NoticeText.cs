using Pricing.Grants.Measurements;
using Pricing.Papers.Facts;
using Pricing.Papers.Wording;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Valuations;

namespace Pricing.Papers.Reports;

/// <summary>
/// The notice that the contents of the issue are settled, 発行内容確定のお知らせ: number allotted, amount paid in per right,
/// persons and counts, issue price in total. There is one of a grant-date value that stands, once the number allotted is confirmed.
/// </summary>
public static class NoticeText
{
    /// <summary>Why there is no notice.</summary>
    /// <param name="paper">The value.</param>
    /// <returns>The reason, <see cref="ReasonCode.NotDetermined"/>; null where the contents are settled.</returns>
    public static Failure? Refusal(GrantPaper paper)
    {
        ArgumentNullException.ThrowIfNull(paper);

        var value = paper.Value;
        return Unsettled(paper) is { } reason
            ? new(ReasonCode.NotDetermined, "notice", $"{value.Issuer} {value.GrantId} {DateText.Of(value.MeasurementDate)}", reason)
            : null;
    }

    /// <summary>Makes the text.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="language">The language.</param>
    /// <exception cref="InvalidOperationException">There is no notice of it, see <see cref="Refusal"/>.</exception>
    public static string Of(GrantPaper paper, PaperLanguage language)
    {
        if (Refusal(paper) is { } refused) throw new InvalidOperationException(refused.ToString());

        var words = PaperWords.In(language);
        var figures = new Figures(paper, words);
        var (terms, value, settled) = (paper.Grant.Terms, paper.Value, paper.Current.Terms);
        return PlainText.Of(
        [
            .. PlainText.Marks(paper with { Value = value with { IsPlanned = false } }, words),
            words.Text(ReportWord.NoticeDate, words[Word.NotStated]),
            words.Text(ReportWord.NoticeCompany, terms.Issuer, SecurityCode.Shown(terms.SecurityCode)),
            words.Text(ReportWord.NoticeRepresentative, words[Word.NotStated]),
            "",
            words[ReportWord.NoticeTitle],
            "",
            words.Text(ReportWord.NoticeIntroduction, words[Word.NotStated]),
            "",
            words.Text(ReportWord.NoticeName, terms.Title ?? terms.GrantId),
            words.Text(ReportWord.NoticeNumber, Figures.Count(settled.AllottedRights)),
            words.Text(ReportWord.NoticeShares, PaperWords.Grouped(DecimalText.Times(value.SharesPerRight, settled.AllottedRights)), value.SharesPerRight),
            words.Text(ReportWord.NoticeAmount, figures.Money(value.AmountPerRight), figures.Money(value.ValuePerShare)),
            words.Text(ReportWord.NoticeAllotmentDate, words.Date(terms.AllotmentDate)),
            words.Text(ReportWord.NoticeAllottees, Allottees(settled, words)),
            words.Text(ReportWord.NoticeTotal, figures.Money(DecimalText.Times(value.AmountPerRight, settled.AllottedRights))),
        ]);
    }

    // Terms that state the persons of the plan alone do not say who of them was allotted how many.
    private static string Allottees(GrantTerms terms, PaperWords words) => PaperFacts.AllottedAllottees(terms, isConfirmed: true)
        ?? (PaperFacts.PlannedAllottees(terms) is { } stated ? words.Text(ReportWord.NoticeAllotteesOfMaximum, stated) : words[Word.NotStated]);

    private static string? Unsettled(GrantPaper paper) => paper switch
    {
        { Value.Kind: MeasurementKind.Indicative } => "is of the grant-date value alone, and this one is an estimate before the grant date",
        { Value.Kind: MeasurementKind.Remeasured } => "is of the grant-date value alone, and this one is of a later date",
        { Value.Kind: MeasurementKind.Modified } => "is of the grant-date value alone, and this one is of a change of terms",
        _ when paper.Value.MeasurementDate != paper.Grant.Terms.AllotmentDate =>
            $"is of the value of the allotment date {DateText.Of(paper.Grant.Terms.AllotmentDate)}, and this one is of the grant date {DateText.Of(paper.Value.MeasurementDate)}",
        { Value.Status: ValueStatus.Provisional } => "is of a final value, and this one is provisional",
        { Value.BasisInDoubt: not null } => "is of a value that stands, and the basis of this one is in doubt",
        { IsSuperseded: true } => "is of the newest version of the grant-date value, and this one is superseded",
        { Current.Terms.AllottedConfirmedOn: null } => "is of a number allotted that is confirmed, and the terms state no allotted_confirmed_on",
        _ when !paper.IsConfirmed(paper.Current.Terms) => "is of a number allotted that is confirmed, and allotted_confirmed_on is a later day",
        _ => null,
    };
}
