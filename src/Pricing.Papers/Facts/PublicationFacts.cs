using System.Globalization;
using Pricing.Calendars;
using Pricing.Papers.Wording;
using Pricing.Pipeline.Publications.Records;

namespace Pricing.Papers.Facts;

/// <summary>The record of publication: what was published of a value, for what, by whom and when; or that nothing was.</summary>
internal static class PublicationFacts
{
    /// <summary>The record.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="words">The words.</param>
    public static FactsPart Of(GrantPaper paper, PaperWords words)
    {
        ArgumentNullException.ThrowIfNull(paper);
        ArgumentNullException.ThrowIfNull(words);

        return new(words[PublicationWord.PartPublication], paper.Publications.Count == 0
            ? [(words[PublicationWord.PublicationRecord], words[PublicationWord.NotPublished])]
            : [.. paper.Publications.SelectMany(one => Lines(one, paper, words))]);
    }

    private static IEnumerable<(string Name, string Text)> Lines(Publication one, GrantPaper paper, PaperWords words)
    {
        var (content, figures) = (one.Content, one.Content.Figures);
        yield return (words.Text(PublicationWord.PublicationOf, one.Number, words[WordOf(content.Purpose)]), StateOf(one, words));
        yield return (words[PublicationWord.PublicationRecord], words.Text(
            PublicationWord.PublishedFigures,
            words.Money(figures.AmountPerRight, content.Currency),
            figures.Rights.ToString("#,##0", CultureInfo.InvariantCulture),
            words.Money(figures.Total, content.Currency)));
        yield return (words[PublicationWord.PublishedValue], content.ValueHash == paper.Value.Hash
            ? content.ValueHash
            : words.Text(PublicationWord.PublishedOther, content.ValueVersion, content.ValueHash));
        yield return (words[PublicationWord.Resolution], content.Resolution);
        if (content.RoundingReason is { } rounding) yield return (words[PublicationWord.RoundingReason], rounding);
        if (content.AnswersFor is { } answers) yield return (words[PublicationWord.AnsweredFor], answers.Reason);
        yield return (words[PublicationWord.ProposedBy], Signed(one.ProposedBy.Name, one.ProposedBy.Identity, one.ProposedAt));
        if (one is { DecidedBy: { } approver, DecidedAt: { } approved })
            yield return (words[PublicationWord.PublishedBy], Signed(approver.Name, approver.Identity, approved));
        foreach (var kept in one.Kept)
        {
            yield return (words[PublicationWord.DifferenceKept], words.Text(
                PublicationWord.KeptFigures,
                kept.Content.ValueVersion,
                Money(kept.Content.PerRight, content.Currency, words),
                Money(kept.Content.InTotal, content.Currency, words),
                kept.Content.Reason,
                Signed(kept.By.Name, kept.By.Identity, kept.At)));
        }

        yield return (words[PublicationWord.DecisionHash], one.Decision);
    }

    private static PublicationWord WordOf(PublicationPurpose purpose) => purpose switch
    {
        PublicationPurpose.AmountPaidIn => PublicationWord.AmountPaidIn,
        PublicationPurpose.Cost => PublicationWord.Cost,
        _ => PublicationWord.Note,
    };

    private static string StateOf(Publication one, PaperWords words) => string.Join(
        "; ",
        new[]
        {
            one.SupersededBy is { } later ? words.Text(PublicationWord.SupersededBy, later) : words[PublicationWord.Standing],
            one.Content.Supersedes is { } before ? words.Text(PublicationWord.Replaces, before) : "",
        }.Where(text => text.Length > 0));

    private static string Money(string? amount, string currency, PaperWords words) =>
        amount is null ? words[PublicationWord.NoFigure] : words.Money(amount, currency);

    private static string Signed(string name, string identity, DateTimeOffset at) => $"{name} ({identity}), {JapanTime.ToTheMinute(at)}";
}
