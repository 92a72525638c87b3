namespace Pricing.Api.Requests;

/// <summary>The fields of an object as they were given, so that what is wrong with one of them hides nothing that is wrong with another.</summary>
/// <param name="texts">The text of each; <see cref="Nested"/> of one that is nested.</param>
/// <param name="failures">What is wrong with the way in which they are given.</param>
/// <param name="nested">Those that are nested.</param>
internal sealed class GivenFields(Dictionary<string, string> texts, IReadOnlyList<Failure> failures, HashSet<string> nested)
{
    /// <summary>What stands for a nested value: a text that is there, and no number, date or name of anything.</summary>
    public const string Nested = "{}";

    /// <summary>The text of each field.</summary>
    public Dictionary<string, string> Texts { get; } = texts;

    /// <summary>What is wrong with the way in which fields are given.</summary>
    public IReadOnlyList<Failure> Failures { get; } = failures;

    /// <summary>Whether a field is nested, so that its text says nothing.</summary>
    /// <param name="name">The field.</param>
    public bool IsNested(string name) => nested.Contains(name);

    /// <summary>Everything that is wrong: of a nested field only that it is.</summary>
    /// <param name="read">What was found by reading the texts.</param>
    public List<Failure> And(IEnumerable<Failure> read) => [.. Failures, .. read.Where(failure => !nested.Contains(failure.Field))];
}
