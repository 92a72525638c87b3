using Pricing.Papers.Facts;
using Pricing.Papers.Wording;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Storage;

namespace Pricing.Papers.Making;

/// <summary>
/// A name for what a paper says: the same as long as nothing that it is made of has changed, whenever it is made. A number allotted may be
/// confirmed from a day on: then the paper says something else.
/// </summary>
public static class PaperTag
{
    private const int Digits = 32;

    /// <summary>The name.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="kind">The paper.</param>
    /// <param name="language">The language.</param>
    public static string Of(GrantPaper paper, PaperKind kind, PaperLanguage language)
    {
        ArgumentNullException.ThrowIfNull(paper);
        ArgumentNullException.ThrowIfNull(kind);

        var value = paper.Value;
        return ContentHash.Of(string.Join(
            '\n',
            [
                $"{kind.Place} {language} {CodeVersion.Current}",
                $"{value.Hash} {value.InputHash} {value.Evidence} {value.AmountPerRight} {value.Total} {value.BasisInDoubt}",
                $"{value.Version} of {paper.Versions.Count} {paper.IsSuperseded} {paper.Policy is not null} {paper.IsNotForPublication} {paper.Asked}",
                $"{paper.IsPlanned} {paper.IsConfirmed(paper.Grant.Terms)} {paper.IsConfirmed(paper.Current.Terms)}",
                $"{paper.Grant.TermsHash} {paper.Current.TermsHash} {paper.Current.Version} {Named(paper.File)}",
                .. paper.MarketFiles.Values.Select(Named).Order(StringComparer.Ordinal),
                .. paper.Publications.Select(one => $"{one.Decision} {one.Status} {one.SupersededBy} {one.Kept.Count}"),
                .. paper.Licences?.Texts().Select(term => $"{term.Key} {term.Value}") ?? [],
                .. paper.ClosesDamage.Select(damage => $"{damage}"),
                .. paper.Closes.Select(close => $"{DateText.Of(close.Date)} {DecimalText.Of(close.Close)}"),
            ]))[..Digits];
    }

    private static string Named(FileRecord? file) => file is null ? "" : $"{file.Key} {file.Name} {file.Who}";
}
