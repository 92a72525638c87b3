using Pricing.Papers.Wording;

namespace Pricing.Papers.Reports;

/// <summary>The record of publication, and places for those who prepared, checked and approved it.</summary>
internal static class SignaturePart
{
    public static Html Of(PaperWords words)
    {
        Word[] places = [Word.PreparedBy, Word.CheckedBy, Word.ApprovedBy];
        return Html.Of(
            $"""
            <section class="keep">
            <h2>{words[Word.PartPublication]}</h2>
            <table class="facts"><tr><th>{words[Word.PublicationRecord]}</th><td>{words[Word.NotPublished]}</td></tr></table>
            <table class="signatures">
            <tr>{places.Select(place => Html.Of($"<th>{words[place]}</th>"))}</tr>
            <tr>{places.Select(place => Html.Of($"<td><span class=\"state\">{words[Word.NotPublished]}</span><span>{words[Word.NameAndDate]}</span></td>"))}</tr>
            </table>
            </section>
            """);
    }
}
