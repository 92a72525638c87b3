using Pricing.Calendars;
using Pricing.Papers.Facts;
using Pricing.Papers.Wording;
using Pricing.Pipeline.Sources;

namespace Pricing.Papers.Reports;

/// <summary>Who said what the value stands on.</summary>
internal static class SourcesPart
{
    public static Html Of(GrantPaper paper, PaperWords words) => Html.Of(
        $"""
        <section>
        <h2>{words[Word.SheetSources]}</h2>
        <table class="grid sources">
        <thead><tr><th>{words[Word.SourceWho]}</th><th>{words[Word.SourceWhen]}</th><th>{words[Word.SourceRequest]} / {words[Word.SourceHash]}</th></tr></thead>
        <tbody>
        {SourceLine.Of(paper, words).Select(source => Row(source, words))}</tbody>
        </table>
        </section>
        """);

    private static Html Row(SourceLine source, PaperWords words)
    {
        var synthetic = source.IsSynthetic ? $" ({words[Word.SourceSynthetic]})" : "";
        var sent = source.SentBy.Length > 0 ? $" ({words[Word.SourceSentBy]}: {source.SentBy})" : "";
        var licence = source.Licence is { } terms ? Html.Of($"<br>{LicenceText(terms, words)}") : Html.None;
        return Html.Of(
            $"""
            <tr><td>{source.Who}{synthetic}{sent}{licence}</td><td>{JapanTime.ToTheSecond(source.When)}</td><td>{source.Request}<br><span class="hash">{source.Sha256}</span></td></tr>

            """);
    }

    private static string LicenceText(SourceLicence terms, PaperWords words)
    {
        var name = terms.Licence.Length > 0 ? terms.Licence : words[Word.NotStated];
        var publishing = terms switch
        {
            { MayPublish: false } => words[Word.SourceNotConfirmed],
            { ConfirmedBy: { Length: > 0 } who, ConfirmedOn: { } day } => words.Text(Word.SourceConfirmed, who, words.Date(day)),
            _ => words[Word.SourceMayPublish],
        };
        return $"{words.Text(Word.SourceLicence, name)}; {publishing}";
    }
}
