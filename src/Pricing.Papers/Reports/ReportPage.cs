using Pricing.Calendars;
using Pricing.Papers.Facts;
using Pricing.Papers.Wording;

namespace Pricing.Papers.Reports;

/// <summary>
/// The report on one value, 新株予約権の公正な評価単価 算定書: one HTML page that needs nothing from elsewhere and prints on A4.
/// </summary>
public static class ReportPage
{
    private static readonly Html Styles = Html.StyleSheet("report.css");

    /// <summary>Makes the page.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="language">The language.</param>
    public static string Of(GrantPaper paper, PaperLanguage language)
    {
        ArgumentNullException.ThrowIfNull(paper);

        var words = PaperWords.In(language);
        var figures = new Figures(paper, words);
        return Html.Of(
            $"""
            <!DOCTYPE html>
            <html lang="{words.Code}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>{words[ReportWord.ReportTitle]} — {paper.Value.Issuer} {paper.Value.GrantId}</title>
            <style>{Styles}</style>
            </head>
            <body>
            <header>
            <h1>{words[ReportWord.ReportTitle]}</h1>
            <p class="subject">{PaperFacts.Heading(paper, " · ")}</p>
            <p class="by">{words[ReportWord.ReportBy]}</p>
            </header>
            {ValueMarks.Of(paper).Select(mark => Html.Of($"<p class=\"mark\">{words[mark]}</p>\n"))}
            <main>
            {ResultPart.Of(paper, figures, words)}
            {PaperFacts.Modification(paper, words).Select(Facts)}
            {Facts(PaperFacts.Dates(paper, words))}
            {Facts(PaperFacts.Grant(paper, words))}
            {MethodPart.Of(paper, words)}
            {InputsPart.Of(paper, figures, words)}
            {DetailsPart.Of(paper, figures, words)}
            {CalculationPart.Of(paper, figures, words)}
            {LimitsPart.Of(paper, figures, words)}
            {Facts(PaperFacts.Versions(paper, words))}
            {SourcesPart.Of(paper, words)}
            {SignaturePart.Of(paper, words)}
            </main>
            <footer>{words.Text(ReportWord.ReportMade, JapanTime.ToTheMinute(paper.MadeAt), CodeVersion.Current)}</footer>
            </body>
            </html>

            """).ToString();
    }

    private static Html Facts(FactsPart part) => Html.Of(
        $"""
        <section>
        <h2>{part.Heading}</h2>
        <table class="facts">
        {part.Lines.Select(line => Html.Of($"<tr><th>{line.Name}</th><td>{line.Text}</td></tr>\n"))}</table>
        </section>
        """);
}
