using Pricing.BlackScholes.Analysis;
using Pricing.Papers.Facts;
using Pricing.Papers.Wording;

namespace Pricing.Papers.Reports;

/// <summary>The inputs without any rounding, and the lines of the calculation as docs/method.md numbers them.</summary>
internal static class CalculationPart
{
    public static Html Of(GrantPaper paper, Figures figures, PaperWords words)
    {
        List<Line> lines =
        [
            new("T", Word.LineYears, Figures.Unrounded(paper.Value.Years)),
            new("σ", Word.LineVolatility, Figures.Decimals(paper.Value.Volatility)),
            new("r", Word.LineRate, paper.Value.RiskFreeRate),
            new("1", Word.LineYield, Figures.Unrounded(paper.Value.DividendYield)),
            .. paper.Policy is { } policy && StoredFigures.Lines(paper.Value, policy) is { } shown ? Formula(shown) : [],
            new("17", Word.LineValue, Figures.Decimals(paper.Value.UnroundedPerShare)),
            new("18", Word.LineValuePerShare, figures.Money(paper.Value.ValuePerShare)),
            new("19", Word.LineAmount, figures.Money(paper.Value.AmountPerRight)),
        ];
        var half = (lines.Count + 1) / 2;
        var rows = Enumerable.Range(0, half).Select(index => Html.Of(
            $"<tr>{Cells(lines[index], words)}{(index + half < lines.Count ? Cells(lines[index + half], words) : Html.None)}</tr>\n"));
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

    private static Line[] Formula(Explanation shown) =>
    [
        new("2", Word.LineContinuousRate, Figures.Decimals(shown.ContinuousRate)),
        new("3", Word.LineContinuousYield, Figures.Decimals(shown.ContinuousYield)),
        new("4", Word.LineYieldDiscount, Figures.Decimals(shown.YieldDiscount)),
        new("5", Word.LineRateDiscount, Figures.Decimals(shown.RateDiscount)),
        new("6", Word.LineDiscountedShare, Figures.Decimals(shown.DiscountedShare)),
        new("7", Word.LineDiscountedExercise, Figures.Decimals(shown.DiscountedExercisePrice)),
        new("8", Word.LineLog, Figures.Decimals(shown.LogMoneyness)),
        new("9", Word.LineDrift, Figures.Decimals(shown.Drift)),
        new("10", Word.LineSpread, Figures.Decimals(shown.Deviation)),
        new("11", Word.LineD1, Figures.Decimals(shown.D1)),
        new("12", Word.LineD2, Figures.Decimals(shown.D2)),
        new("13", Word.LineN1, Figures.Decimals(shown.NormalOfD1)),
        new("14", Word.LineN2, Figures.Decimals(shown.NormalOfD2)),
        new("15", Word.LineShareLeg, Figures.Decimals(shown.ShareReceived)),
        new("16", Word.LineExerciseLeg, Figures.Decimals(shown.PaymentMade)),
    ];

    private static Html Cells(Line line, PaperWords words) =>
        Html.Of($"<td class=\"symbol\">{line.Number}</td><td>{words[line.Name]}</td><td class=\"number\">{line.Figure}</td>");

    private readonly record struct Line(string Number, Word Name, string Figure);
}
