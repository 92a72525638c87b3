namespace Pricing.Api.Requests;

/// <summary>The fields of an object as they were given, so that what is wrong with one of them hides nothing that is wrong with another.</summary>
/// <param name="texts">The text of each; <see cref="Unread"/> of one that has none.</param>
/// <param name="failures">What is wrong with the way in which they are given.</param>
/// <param name="unread">Those that are nested or hold half a character.</param>
internal sealed class GivenFields(Dictionary<string, string> texts, IReadOnlyList<Failure> failures, HashSet<string> unread)
{
    /// <summary>What stands for a value that is no text: something that is there, and no number, date or name of anything.</summary>
    public const string Unread = "{}";

    /// <summary>The text of each field.</summary>
    public Dictionary<string, string> Texts { get; } = texts;

    /// <summary>What is wrong with the way in which fields are given.</summary>
    public IReadOnlyList<Failure> Failures { get; } = failures;

    /// <summary>Whether a field has no text.</summary>
    /// <param name="name">The field.</param>
    public bool IsUnread(string name) => unread.Contains(name);

    /// <summary>Everything that is wrong: of a field without a text only that it has none.</summary>
    /// <param name="read">What was found by reading the texts.</param>
    public List<Failure> And(IEnumerable<Failure> read) => [.. Failures, .. read.Where(failure => !unread.Contains(failure.Field))];
}
