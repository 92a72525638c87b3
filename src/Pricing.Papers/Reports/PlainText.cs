using Pricing.Papers.Facts;
using Pricing.Papers.Wording;

namespace Pricing.Papers.Reports;

/// <summary>Papers that are plain text.</summary>
internal static class PlainText
{
    /// <summary>The lines as one text, each as <see cref="TypedText.Shown"/> has it.</summary>
    /// <param name="lines">The lines.</param>
    public static string Of(IEnumerable<string> lines) => string.Join('\n', lines.Select(TypedText.Shown)) + "\n";

    /// <summary>The marks of a value, each on a line, and an empty one below them.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="words">The words.</param>
    public static IEnumerable<string> Marks(GrantPaper paper, PaperWords words)
    {
        string[] marks = [.. ValueMarks.Of(paper).Select(mark => words.Text(Word.MarkLine, words[mark]))];
        return marks.Length == 0 ? [] : [.. marks, ""];
    }
}
