using Pricing.Grants.Measurements;
using Pricing.Papers.Facts;
using Pricing.Papers.Wording;
using Pricing.Pipeline.Valuations;

namespace Pricing.Papers.Reports;

/// <summary>
/// The text for the note to the accounts, ストック・オプションの公正な評価単価の見積方法, with notes 1 to 4 on how each figure was found.
/// </summary>
public static class NoteText
{
    /// <summary>Makes the text.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="language">The language.</param>
    public static string Of(GrantPaper paper, PaperLanguage language)
    {
        ArgumentNullException.ThrowIfNull(paper);

        var words = PaperWords.In(language);
        var figures = new Figures(paper, words);
        return PlainText.Of(
        [
            .. PlainText.Marks(paper, words),
            words[ReportWord.NoteTitle],
            PaperFacts.Heading(paper, " "),
            "",
            words[ReportWord.NoteIntroduction],
            "",
            words[ReportWord.NoteTechnique],
            words[ReportWord.NoteFiguresHead],
            words.Text(ReportWord.NoteVolatility, figures.Volatility),
            words.Text(ReportWord.NoteYears, figures.Years),
            words.Text(ReportWord.NoteDividend, figures.Dividend),
            words.Text(ReportWord.NoteRate, figures.Rate),
            "",
            words.Text(ReportWord.NoteFirst, Volatility(paper, figures, words)),
            words.Text(ReportWord.NoteSecond, words[Years(paper)]),
            words.Text(ReportWord.NoteThird, Dividend(paper, words)),
            words.Text(ReportWord.NoteFourth, Rate(paper, figures, words)),
            "",
            .. PaperFacts.Modification(paper, words).SelectMany(part => Modification(part, words)),
            words[ReportWord.NoteVestingHead],
            words[ReportWord.NoteVesting],
        ]);
    }

    private static IEnumerable<string> Modification(FactsPart part, PaperWords words) =>
    [
        words[ReportWord.NoteModificationHead],
        .. part.Lines.Select(line => words.Text(ReportWord.NoteModificationLine, line.Name, line.Text)),
        "",
    ];

    private static string Volatility(GrantPaper paper, Figures figures, PaperWords words) => paper.Evidence.Volatility is { } estimate
        ? words.Text(
            ReportWord.NoteVolatilityHow,
            words.Date(estimate.Window.From),
            words.Date(estimate.Window.To),
            figures.Frequency,
            estimate.Returns)
            + (paper.Value is { WindowLimit: { } limit, WindowYears: { } reach }
                ? words.Text(limit == WindowLimit.Terms ? ReportWord.NoteWindowTerms : ReportWord.NoteWindowFirst, reach)
                : "")
            + (estimate.Exclusions.Count > 0
                ? string.Concat(estimate.Exclusions.Select(period => words.Text(ReportWord.NoteExclusion, words.Date(period.From), words.Date(period.To))))
                : "")
        : words[Word.NotNeeded];

    private static ReportWord Years(GrantPaper paper) => paper.Value.Kind.IsLater() ? ReportWord.YearsLater
        : paper.Grant.Terms.ExpectedRemainingYears is null ? ReportWord.NoteYearsMidpoint
        : ReportWord.YearsGiven;

    private static string Dividend(GrantPaper paper, PaperWords words) => InputsPart.Dividend(
        paper, words, ReportWord.NoteDividendHow, ReportWord.NoteDividendInProgress, ReportWord.NoteDividendOnTerms);

    private static string Rate(GrantPaper paper, Figures figures, PaperWords words) => paper switch
    {
        { Evidence.Curve: { } curve, Value.TenorGap: { } gap } => words.Text(
            ReportWord.NoteRateOther, words.Terms(gap.Taken), words.Date(curve.Date), figures.Years, words.Terms(gap.Missing)),
        { Evidence.Curve: { } curve } => words.Text(ReportWord.NoteRateHow, words.Date(curve.Date)),
        _ => words.Text(ReportWord.RateStated, paper.Grant.Terms.RateSource ?? words[Word.NotStated]),
    };
}
