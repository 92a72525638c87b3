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
        <h2>{words[Word.PartLimits]}</h2>
        <ul>
        {Lines(paper, figures, words).Select(line => Html.Of($"<li>{line}</li>\n"))}</ul>
        </section>
        """);

    private static IEnumerable<string> Lines(GrantPaper paper, Figures figures, PaperWords words)
    {
        yield return words[Word.LimitOwn];
        yield return words[Word.LimitAssumptions];
        yield return words[Word.LimitPast];
        if (paper.Value is { WindowLimit: { } limit, WindowYears: { } years })
        {
            yield return words.Text(
                limit == WindowLimit.Terms ? Word.LimitWindowTerms : Word.LimitWindowFirst, years, figures.Years);
        }

        yield return words[Word.LimitConditions];
        yield return words.Text(Word.LimitRounding, Figures.Decimals(paper.Value.ErrorBound));
    }
}
