using Pricing.Papers.Facts;
using Pricing.Papers.Wording;

namespace Pricing.Papers.Reports;

/// <summary>The result, with both roundings and the bound of the error.</summary>
internal static class ResultPart
{
    public static Html Of(GrantPaper paper, Figures figures, PaperWords words)
    {
        var value = paper.Value;
        return Html.Of(
            $"""
            <section class="result">
            <div class="amount"><span>{words[Word.LineAmount]}</span><strong>{figures.Money(value.AmountPerRight)}</strong></div>
            <table class="facts">
            <tr><th>{words[Word.LineValue]}</th><td>{Figures.Decimals(value.UnroundedPerShare)}</td></tr>
            <tr><th>{words[ReportWord.ErrorBound]}</th><td>{words.Text(ReportWord.ErrorBoundOf, figures.ErrorBound)}</td></tr>
            <tr><th>{words[Word.LineValuePerShare]}</th><td>{figures.Money(value.ValuePerShare)} ({Rounding(paper, words, perShare: true)})</td></tr>
            <tr><th>{words[Word.LineAmount]}</th><td>{words.Text(ReportWord.TimesShares, figures.Money(value.ValuePerShare), value.SharesPerRight)} = {figures.Money(value.AmountPerRight)} ({Rounding(paper, words, perShare: false)})</td></tr>
            <tr><th>{words[paper.IsPlanned ? Word.TotalPlanned : Word.LineTotal]}</th><td>{words.Text(ReportWord.TimesRights, Figures.Count(value.RightsOutstanding))} = {figures.Money(value.Total)}</td></tr>
            {Planned(paper, figures, words)}</table>
            </section>
            """);
    }

    private static Html Planned(GrantPaper paper, Figures figures, PaperWords words) => paper.Value.PlannedRights is { } planned
        ? Html.Of($"<tr><th>{words[Word.LinePlannedTotal]}</th><td>{words.Text(ReportWord.TimesRights, Figures.Count(planned))} = {figures.Money(paper.Value.PlannedTotal)}</td></tr>\n")
        : Html.None;

    private static string Rounding(GrantPaper paper, PaperWords words, bool perShare) => paper.Policy is { } policy
        ? RoundingText.Of(perShare ? policy.ValuePerShare : policy.AmountPerRight, paper.Grant.Terms.Currency, words)
        : words[Word.RulesNotKnown];
}
