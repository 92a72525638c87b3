using Pricing.Calendars;
using Pricing.Papers.Facts;
using Pricing.Papers.Spreadsheets.Cells;
using Pricing.Papers.Wording;

namespace Pricing.Papers.Spreadsheets.Books;

/// <summary>Who said what the value stands on, when, and the hash of the bytes.</summary>
internal static class SourcesSheet
{
    /// <summary>Makes the sheet.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="words">The words.</param>
    public static Sheet Of(GrantPaper paper, PaperWords words)
    {
        var sheet = new Sheet(words[Word.SheetSources], 30, 62, 24, 70, 16, 20);
        sheet.Add(SheetCell.Text(words[Word.SheetSources], CellLook.Title));
        sheet.Add(SheetCell.Text(words[Word.SourcesNote]));
        sheet.FrozenRows = sheet.AddHeads(
            words[Word.SourceWho], words[Word.SourceRequest], words[Word.SourceWhen], words[Word.SourceHash], words[Word.SourceSynthetic], words[Word.SourceSentBy]);
        foreach (var source in SourceLine.Of(paper, words))
        {
            sheet.Add(
                SheetCell.Text(source.Who, CellLook.Wrapped),
                SheetCell.Text(source.Request, CellLook.Wrapped),
                SheetCell.Text(JapanTime.ToTheSecond(source.When)),
                SheetCell.Text(source.Sha256),
                SheetCell.Text(words[source.IsSynthetic ? Word.Yes : Word.No], source.IsSynthetic ? CellLook.Mark : CellLook.Text),
                SheetCell.Text(source.SentBy));
        }

        return sheet;
    }
}
