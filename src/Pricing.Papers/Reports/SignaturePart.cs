using Pricing.Papers.Facts;
using Pricing.Papers.Wording;

namespace Pricing.Papers.Reports;

/// <summary>The record of publication, and places for those who prepared, checked and approved it.</summary>
internal static class SignaturePart
{
    public static Html Of(GrantPaper paper, PaperWords words)
    {
        var record = PublicationFacts.Of(paper, words);
        ReportWord[] places = [ReportWord.PreparedBy, ReportWord.CheckedBy, ReportWord.ApprovedBy];
        return Html.Of(
            $"""
            <section class="keep">
            <h2>{record.Heading}</h2>
            <table class="facts">{record.Lines.Select(line => Html.Of($"<tr><th>{line.Name}</th><td>{line.Text}</td></tr>"))}</table>
            <table class="signatures">
            <tr>{places.Select(place => Html.Of($"<th>{words[place]} <span>{words[ReportWord.NameAndDate]}</span></th>"))}</tr>
            <tr>{places.Select(place => Html.Of($"<td></td>"))}</tr>
            </table>
            </section>
            """);
    }
}
