using Pricing.Papers.Facts;
using Pricing.Papers.Wording;
using Pricing.Pipeline.Valuations;

namespace Pricing.Papers.Reports;

/// <summary>What the value does not say.</summary>
internal static class LimitsPart
{
    public static Html Of(GrantPaper paper, Figures figures, PaperWords words) => Html.Of(
        $"""
        <section>
        <h2>{words[ReportWord.PartLimits]}</h2>
        <ul>
        {Lines(paper, figures, words).Select(line => Html.Of($"<li>{line}</li>\n"))}</ul>
        </section>
        """);

    private static IEnumerable<string> Lines(GrantPaper paper, Figures figures, PaperWords words)
    {
        yield return words[ReportWord.LimitOwn];
        yield return words[ReportWord.LimitAssumptions];
        yield return words[ReportWord.LimitPast];
        if (paper.Value is { WindowLimit: { } limit, WindowYears: { } years })
        {
            yield return words.Text(
                limit == WindowLimit.Terms ? ReportWord.LimitWindowTerms : ReportWord.LimitWindowFirst, years, figures.Years);
        }

        if (paper.Value.SessionsWithoutRow is { } sessions) yield return words.Text(ReportWord.LimitWindowRows, sessions);
        if (paper.Value.SessionsWithoutClose is { } rows) yield return words.Text(ReportWord.LimitWindowCloses, rows);
        if (paper.Value.IsExercisePriceFarBelow()) yield return words.Text(ReportWord.LimitFarBelow, figures.ExercisePrice, figures.SharePrice);
        if (paper.Value.SharePriceMissingRow is { } session)
        {
            yield return words.Text(
                paper.Value.Status == ValueStatus.Provisional ? ReportWord.LimitPriceAwaited : ReportWord.LimitPriceMissing, words.Date(session));
        }

        if (paper.Value is { CurveAwaited: { } awaited, CurveDate: { } taken }) yield return words.Text(ReportWord.LimitCurveAwaited, words.Date(taken), words.Date(awaited));
        if (paper.Value is { TenorGap: { } gap, CurveDate: { } dated })
            yield return words.Text(ReportWord.LimitTenors, words.Terms(gap.Taken), words.Date(dated), words.Terms(gap.Missing), figures.Years);
        if (paper.Value.RecordedDividend is { } recorded) yield return words.Text(ReportWord.LimitDividendRecords, recorded);

        yield return words[ReportWord.LimitConditions];
        yield return words.Text(ReportWord.LimitRounding, figures.ErrorBound);
    }
}
