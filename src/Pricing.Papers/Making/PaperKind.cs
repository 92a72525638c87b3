using System.Text;
using Pricing.Papers.Facts;
using Pricing.Papers.Reports;
using Pricing.Papers.Spreadsheets.Books;
using Pricing.Papers.Wording;

namespace Pricing.Papers.Making;

/// <summary>A paper about the value of a grant.</summary>
public sealed class PaperKind
{
    private readonly string ending;
    private readonly string? formerEnding;
    private readonly Func<GrantPaper, PaperLanguage, Stream, CancellationToken, Task> write;

    private readonly Func<GrantPaper, Failure?> refusal;

    private PaperKind(
        string place,
        string ending,
        string mediaType,
        Func<GrantPaper, PaperLanguage, Stream, CancellationToken, Task> write,
        Func<GrantPaper, Failure?>? refusal = null,
        string? formerEnding = null) =>
        (Place, this.ending, MediaType, this.write, this.refusal, this.formerEnding) = (place, ending, mediaType, write, refusal ?? (static _ => null), formerEnding);

    /// <summary>The workbook that calculates the value again.</summary>
    public static PaperKind Workbook { get; } = new("workbook.xlsx", ".xlsx", DateBook.MediaType, GrantBook.WriteAsync);

    /// <summary>The report.</summary>
    public static PaperKind Report { get; } = OfText("report.html", " report.html", "text/html", ReportPage.Of, formerEnding: ".html");

    /// <summary>The text for the note to the accounts.</summary>
    public static PaperKind Note { get; } = OfText("note.txt", " note.txt", "text/plain", NoteText.Of);

    /// <summary>The notice that the contents of the issue are settled.</summary>
    public static PaperKind Notice { get; } = OfText("notice.txt", " notice.txt", "text/plain", NoticeText.Of, NoticeText.Refusal);

    /// <summary>What stands for it behind the address of a grant.</summary>
    public string Place { get; }

    /// <summary>Its media type.</summary>
    public string MediaType { get; }

    /// <summary>Its name as a file.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="language">The language.</param>
    public string NameOf(GrantPaper paper, PaperLanguage language) => PaperName.Of(paper, language, ending);

    /// <summary>Its name as a file in packages of earlier releases; null where that is the same.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="language">The language.</param>
    public string? FormerNameOf(GrantPaper paper, PaperLanguage language) => formerEnding is null ? null : PaperName.Of(paper, language, formerEnding);

    /// <summary>Why there is no such paper of a value; null where there is one.</summary>
    /// <param name="paper">The value.</param>
    public Failure? Refusal(GrantPaper paper) => refusal(paper);

    /// <summary>Writes it; not where it is refused.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="language">The language.</param>
    /// <param name="target">Where to; it stays open.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public Task WriteAsync(GrantPaper paper, PaperLanguage language, Stream target, CancellationToken cancellationToken) =>
        write(paper, language, target, cancellationToken);

    private static PaperKind OfText(
        string place,
        string ending,
        string mediaType,
        Func<GrantPaper, PaperLanguage, string> text,
        Func<GrantPaper, Failure?>? refusal = null,
        string? formerEnding = null) => new(
        place,
        ending,
        mediaType,
        (paper, language, target, cancellationToken) => target.WriteAsync(Encoding.UTF8.GetBytes(text(paper, language)), cancellationToken).AsTask(),
        refusal,
        formerEnding);
}
