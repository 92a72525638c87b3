using Pricing.Papers.Facts;
using Pricing.Papers.Wording;

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
            words[Word.NoteTitle],
            $"{paper.Value.Issuer} {paper.Grant.Terms.Title ?? paper.Value.GrantId}",
            "",
            words[Word.NoteIntroduction],
            "",
            words[Word.NoteTechnique],
            words[Word.NoteFiguresHead],
            words.Text(Word.NoteVolatility, figures.Volatility),
            words.Text(Word.NoteYears, figures.Years),
            words.Text(Word.NoteDividend, figures.Dividend),
            words.Text(Word.NoteRate, figures.Rate),
            "",
            words.Text(Word.NoteFirst, Volatility(paper, figures, words)),
            words.Text(Word.NoteSecond, words[Years(paper)]),
            words.Text(Word.NoteThird, Dividend(paper, words)),
            words.Text(Word.NoteFourth, Rate(paper, words)),
            "",
            words[Word.NoteVestingHead],
            words[Word.NoteVesting],
        ]);
    }

    private static string Volatility(GrantPaper paper, Figures figures, PaperWords words) => paper.Evidence.Volatility is { } estimate
        ? words.Text(
            Word.NoteVolatilityHow,
            words.Date(estimate.Window.From),
            words.Date(estimate.Window.To),
            figures.Frequency,
            estimate.Returns)
            + (estimate.Exclusions.Count > 0
                ? string.Concat(estimate.Exclusions.Select(period => words.Text(Word.NoteExclusion, words.Date(period.From), words.Date(period.To))))
                : "")
        : words[Word.NotNeeded];

    private static Word Years(GrantPaper paper) => paper.Value.Kind switch
    {
        Grants.Measurements.MeasurementKind.Remeasured or Grants.Measurements.MeasurementKind.Modified => Word.YearsLater,
        _ => paper.Grant.Terms.ExpectedRemainingYears is null ? Word.NoteYearsMidpoint : Word.YearsGiven,
    };

    private static string Dividend(GrantPaper paper, PaperWords words) => paper.Evidence.Dividend is not { } dividend
        ? words[Word.HowDividendStated]
        : words.Text(Word.NoteDividendHow, words.Date(dividend.FiscalYearEnd))
            + (dividend.Parts.Any(part => part.Factor != 1m) ? words[Word.NoteDividendRestated] : "");

    private static string Rate(GrantPaper paper, PaperWords words) => paper.Evidence.Curve is { } curve
        ? words.Text(Word.NoteRateHow, words.Date(curve.Date))
        : words.Text(Word.RateStated, paper.Grant.Terms.RateSource ?? words[Word.NotStated]);
}
