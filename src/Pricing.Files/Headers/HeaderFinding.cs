namespace Pricing.Files.Headers;

/// <summary>What came of looking for a header.</summary>
/// <param name="Layout">The columns; null where there is no header.</param>
/// <param name="Defects">Why the file cannot be taken; the layout may be there beside them.</param>
/// <param name="Notices">What was passed over.</param>
/// <param name="Score">How much of the header is known, to tell which delimiter is the right one.</param>
internal sealed record HeaderFinding(
    TableLayout? Layout, IReadOnlyList<FileDefect> Defects, IReadOnlyList<string> Notices, int Score)
{
    /// <summary>Whether what is no header may be one in another encoding: it holds damage, or letters beyond ASCII of which no word is known.</summary>
    public bool MayBeMisread { get; init; }
}
