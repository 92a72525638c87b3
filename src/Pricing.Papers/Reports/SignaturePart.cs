using Pricing.Papers.Wording;

namespace Pricing.Papers.Reports;

/// <summary>The record of publication, and places for those who prepared, checked and approved it.</summary>
internal static class SignaturePart
{
    public static Html Of(PaperWords words)
    {
        ReportWord[] places = [ReportWord.PreparedBy, ReportWord.CheckedBy, ReportWord.ApprovedBy];
        return Html.Of(
            $"""
            <section class="keep">
            <h2>{words[ReportWord.PartPublication]}</h2>
            <table class="facts"><tr><th>{words[ReportWord.PublicationRecord]}</th><td>{words[ReportWord.NotPublished]}</td></tr></table>
            <table class="signatures">
            <tr>{places.Select(place => Html.Of($"<th>{words[place]} <span>{words[ReportWord.NameAndDate]}</span></th>"))}</tr>
            <tr>{places.Select(place => Html.Of($"<td></td>"))}</tr>
            </table>
            </section>
            """);
    }
}
