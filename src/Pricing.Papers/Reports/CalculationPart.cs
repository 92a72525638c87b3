using Pricing.Papers.Facts;
using Pricing.Papers.Wording;

namespace Pricing.Papers.Reports;

/// <summary>The lines of the calculation, as docs/method.md numbers them.</summary>
internal static class CalculationPart
{
    public static Html Of(GrantPaper paper, Figures figures, PaperWords words)
    {
        if (paper.Policy is not { } policy || StoredFigures.Lines(paper.Value, policy) is not { } shown) return Html.None;

        (string Number, Word Name, string Figure)[] lines =
        [
            ("2", Word.LineContinuousRate, Figures.Decimals(shown.ContinuousRate)),
            ("3", Word.LineContinuousYield, Figures.Decimals(shown.ContinuousYield)),
            ("4", Word.LineYieldDiscount, Figures.Decimals(shown.YieldDiscount)),
            ("5", Word.LineRateDiscount, Figures.Decimals(shown.RateDiscount)),
            ("6", Word.LineDiscountedShare, Figures.Decimals(shown.DiscountedShare)),
            ("7", Word.LineDiscountedExercise, Figures.Decimals(shown.DiscountedExercisePrice)),
            ("8", Word.LineLog, Figures.Decimals(shown.LogMoneyness)),
            ("9", Word.LineDrift, Figures.Decimals(shown.Drift)),
            ("10", Word.LineSpread, Figures.Decimals(shown.Deviation)),
            ("11", Word.LineD1, Figures.Decimals(shown.D1)),
            ("12", Word.LineD2, Figures.Decimals(shown.D2)),
            ("13", Word.LineN1, Figures.Decimals(shown.NormalOfD1)),
            ("14", Word.LineN2, Figures.Decimals(shown.NormalOfD2)),
            ("15", Word.LineShareLeg, Figures.Decimals(shown.ShareReceived)),
            ("16", Word.LineExerciseLeg, Figures.Decimals(shown.PaymentMade)),
            ("17", Word.LineValue, Figures.Decimals(paper.Value.UnroundedPerShare)),
            ("18", Word.LineValuePerShare, figures.Money(paper.Value.ValuePerShare)),
            ("19", Word.LineAmount, figures.Money(paper.Value.AmountPerRight)),
        ];
        var half = (lines.Length + 1) / 2;
        var rows = Enumerable.Range(0, half).Select(index => Html.Of(
            $"<tr>{Cells(lines[index], words)}{Cells(lines[index + half], words)}</tr>\n"));
        return Html.Of(
            $"""
            <section class="keep">
            <h2>{words[Word.SheetCalculation]}</h2>
            <table class="grid lines">
            <tbody>
            {rows}</tbody>
            </table>
            <p>{words[ReportWord.SeeWorkbook]}</p>
            </section>
            """);
    }

    private static Html Cells((string Number, Word Name, string Figure) line, PaperWords words) =>
        Html.Of($"<td class=\"symbol\">{line.Number}</td><td>{words[line.Name]}</td><td class=\"number\">{line.Figure}</td>");
}
