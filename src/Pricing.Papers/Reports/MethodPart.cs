using Pricing.Papers.Facts;
using Pricing.Papers.Wording;
using Pricing.Pipeline.Valuations;

namespace Pricing.Papers.Reports;

/// <summary>The method, why it suits, and the basis of whether the issue is favourable.</summary>
internal static class MethodPart
{
    public static Html Of(GrantPaper paper, PaperWords words)
    {
        var isGrantDate = paper.Value.Kind == Grants.Measurements.MeasurementKind.GrantDate
            && paper.Value.Status == ValueStatus.Final;
        return Html.Of(
            $"""
            <section>
            <h2>{words[ReportWord.PartMethod]}</h2>
            <p class="formula">C = S e<sup>−qT</sup> N(d) − X e<sup>−rT</sup> N(d − σ√T), &nbsp; d = [ln(S/X) + (r − q + σ²/2) T] / (σ√T)</p>
            <p>{words[ReportWord.MethodWhy]}</p>
            <h3>{words[ReportWord.PartFavourable]}</h3>
            <p>{words[isGrantDate ? ReportWord.FavourableGrantDate : ReportWord.FavourableOther]}</p>
            </section>
            """);
    }
}
