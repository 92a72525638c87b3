using Pricing.Papers.Wording;
using Pricing.Pipeline.Sources;

namespace Pricing.Papers.Facts;

/// <summary>One source of a value, as papers tell it.</summary>
/// <param name="Who">Who said it.</param>
/// <param name="Request">What was asked for, or the file's name.</param>
/// <param name="When">When it came, UTC.</param>
/// <param name="Sha256">The SHA-256 of its bytes.</param>
/// <param name="IsSynthetic">Whether its figures are made up.</param>
/// <param name="SentBy">Who sent the file; empty where no file was sent or the door does not know.</param>
/// <param name="Licence">Under which terms its figures may be used; null of the terms of the grant, and where that is not known.</param>
internal readonly record struct SourceLine(
    string Who, string Request, DateTimeOffset When, string Sha256, bool IsSynthetic, string SentBy, SourceLicence? Licence)
{
    /// <summary>The sources of a value: the file of its terms first, then what S, sigma, r and D were read from.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="words">The words.</param>
    public static IEnumerable<SourceLine> Of(GrantPaper paper, PaperWords words)
    {
        ArgumentNullException.ThrowIfNull(paper);
        ArgumentNullException.ThrowIfNull(words);

        if (paper.File is { } file)
            yield return new(words[Word.SourceTerms], file.Name, file.ReceivedAt, file.Sha256, file.IsSynthetic, file.Who, null);

        foreach (var source in paper.Evidence.Sources)
        {
            var sent = paper.MarketFiles.GetValueOrDefault(source);
            yield return new(
                words[WhoOf(source.Feed)],
                sent?.Name ?? Readable(source.Request),
                source.FetchedAt,
                source.Sha256,
                source.IsSynthetic,
                sent?.Who ?? "",
                paper.Licences?.For(source.Feed));
        }
    }

    private static Word WhoOf(string feed) => feed switch
    {
        "j-quants" => Word.SourceExchange,
        "mof" => Word.SourceMinistry,
        _ => Word.SourceFile,
    };

    private static string Readable(string request) => Uri.UnescapeDataString(request);
}
