using System.Globalization;
using Pricing.Papers.Facts;
using Pricing.Papers.Wording;

namespace Pricing.Papers.Reports;

/// <summary>What the inputs stand on: exclusions, dividends, splits, the curve.</summary>
internal static class DetailsPart
{
    public static Html Of(GrantPaper paper, Figures figures, PaperWords words) => Html.Of(
        $"""
        <section>
        <h2>{words[ReportWord.PartDetails]}</h2>
        <h3>{words[ReportWord.Exclusions]}</h3>
        {Exclusions(paper, words)}
        <h3>{words[Word.SheetDividends]}</h3>
        {Dividends(paper, figures, words)}
        <h3>{words[Word.SheetSplits]}</h3>
        {Splits(paper, words)}
        <h3>{words[Word.SheetCurve]}</h3>
        {Curve(paper, words)}
        </section>
        """);

    private static Html Exclusions(GrantPaper paper, PaperWords words) => paper.Evidence.Volatility is not { Exclusions.Count: > 0 } estimate
        ? Html.Of($"<p>{words[Word.None]}</p>")
        : Html.Of(
            $"""
            <ul>{estimate.Exclusions.Select(period => Html.Of($"<li>{words.Text(ReportWord.ExclusionLine, words.Date(period.From), words.Date(period.To))}</li>"))}</ul>
            <p>{words.Text(ReportWord.ExclusionCount, estimate.ExcludedReturns)}</p>
            """);

    private static Html Dividends(GrantPaper paper, Figures figures, PaperWords words)
    {
        if (paper.Evidence.Dividend is not { } dividend) return Html.Of($"<p>{InputsPart.Stated(paper, words)}</p>");

        var rows = dividend.Parts.Select(part => Html.Of(
            $"""
            <tr><td>{words[RuleWords.Of(part.Declared.Kind)]}</td><td>{words.Date(part.Declared.RecordDate)}</td><td>{words.Date(part.Declared.ExDate)}</td><td class="number">{figures.Money(DecimalText.Of(part.Declared.AmountPerShare))}</td><td class="number">{DecimalText.Of(part.Factor)}</td><td class="number">{figures.Money(DecimalText.Of(part.Restated))}</td></tr>

            """));
        return Html.Of(
            $"""
            <table class="grid">
            <thead><tr><th>{words[InputWord.DividendKind]}</th><th>{words[InputWord.RecordDate]}</th><th>{words[InputWord.ExDate]}</th><th class="number">{words[InputWord.AsDeclared]}</th><th class="number">{words[InputWord.SplitFactor]}</th><th class="number">{words[InputWord.OnBasis]}</th></tr></thead>
            <tbody>
            {rows}</tbody>
            </table>
            """);
    }

    private static Html Splits(GrantPaper paper, PaperWords words) => paper.Evidence.Splits switch
    {
        null => Html.Of($"<p>{words[InputWord.SplitsNotKept]}</p>"),
        [] => Html.Of($"<p>{words[Word.None]}</p>"),
        var splits => Html.Of(
            $"""
            <ul>{splits.Select(split => Html.Of($"<li>{words.Text(InputWord.SplitLine, words.Date(split.ExDate), DecimalText.Of(split.NewPerOld))}</li>"))}</ul>
            """),
    };

    private static Html Curve(GrantPaper paper, PaperWords words)
    {
        if (paper.Evidence.Curve is not { } curve) return Html.Of($"<p>{words[ReportWord.RateNotFromCurve]}</p>");

        var tenors = curve.Points.Select(point => Html.Of($"<th>{words.Text(InputWord.TenorOf, DecimalText.Of(point.TenorYears))}</th>"));
        var yields = curve.Points.Select(point => Html.Of($"<td class=\"number\">{point.Percent.ToString(CultureInfo.InvariantCulture)}</td>"));
        return Html.Of(
            $"""
            <table class="grid curve">
            <thead><tr>{tenors}</tr></thead>
            <tbody><tr>{yields}</tr></tbody>
            </table>
            <p>{words.Text(InputWord.CurveLine, words.Date(curve.Date))}</p>
            """);
    }
}
