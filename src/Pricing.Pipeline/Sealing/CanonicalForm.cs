using System.Text.Json.Serialization.Metadata;

namespace Pricing.Pipeline.Sealing;

/// <summary>
/// A form of the one text of a record by RFC 8785 (JSON Canonicalization Scheme): properties by the ordinal order of their names,
/// no white space, numbers in the shortest form that gives the same double. What is null, an empty text or <c>false</c> is left
/// out, so that a property that is added later changes no text of before.
/// </summary>
/// <typeparam name="T">The record's type.</typeparam>
/// <param name="name">What the text is of and which version of its form, as <c>value 1</c>; it stands in the text as <c>form</c>.</param>
/// <param name="type">Its properties: texts, whole numbers, doubles, dates, words and flags.</param>
/// <param name="belongs">Whether a property of a name belongs to the text.</param>
public sealed class CanonicalForm<T>(string name, JsonTypeInfo<T> type, Func<string, bool> belongs)
    where T : notnull
{
    private readonly CanonicalJson.Part[] parts = CanonicalJson.PartsOf(name, type, belongs);

    /// <summary>The text of a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="list">A list of texts that belongs to it too, with its name.</param>
    public string Of(T record, (string Name, IEnumerable<string> Texts)? list = null) => CanonicalJson.Of(parts, record, list);

    /// <summary>The hash of the text of a record, in UTF-8.</summary>
    /// <param name="record">The record.</param>
    /// <param name="list">A list of texts that belongs to it too, with its name.</param>
    public string HashOf(T record, (string Name, IEnumerable<string> Texts)? list = null) => CanonicalJson.HashOf(parts, record, list);
}
