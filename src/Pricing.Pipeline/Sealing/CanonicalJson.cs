using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Sealing;

/// <summary>Writes the texts of a <see cref="CanonicalForm{T}"/>.</summary>
internal static class CanonicalJson
{
    private const int Capacity = 2048;

    private static readonly SearchValues<char> Escaped =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Select(control => (char)control), '"', '\\']);

    /// <summary>The properties of a form, each with its label, in the order of the text.</summary>
    /// <param name="form">The form.</param>
    /// <param name="type">The record's type.</param>
    /// <param name="belongs">Whether a property of a name belongs to the text.</param>
    internal static Part[] PartsOf(string form, JsonTypeInfo type, Func<string, bool> belongs) =>
    [
        .. type.Properties
            // What follows from other properties has no getter, and no place in the text.
            .Where(property => property.Get is not null && belongs(property.Name))
            .Select(property => new Part(property.Name, LabelOf(property.Name), property.Get!))
            .Append(new("form", LabelOf("form"), _ => form))
            .OrderBy(part => part.Name, StringComparer.Ordinal),
    ];

    /// <summary>The text of a record.</summary>
    /// <param name="parts">The properties.</param>
    /// <param name="record">The record.</param>
    /// <param name="list">A list of texts that belongs to it too, with its name.</param>
    internal static string Of(Part[] parts, object record, (string Name, IEnumerable<string> Texts)? list)
    {
        var json = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[Capacity]);
        Write(ref json, parts, record, list);
        return json.ToStringAndClear();
    }

    /// <summary>The hash of the text of a record.</summary>
    /// <param name="parts">The properties.</param>
    /// <param name="record">The record.</param>
    /// <param name="list">A list of texts that belongs to it too, with its name.</param>
    internal static string HashOf(Part[] parts, object record, (string Name, IEnumerable<string> Texts)? list)
    {
        var json = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[Capacity]);
        Write(ref json, parts, record, list);
        var hash = ContentHash.Of(json.Text);
        json.Clear();
        return hash;
    }

    private static void Write(
        ref DefaultInterpolatedStringHandler json, Part[] parts, object record, (string Name, IEnumerable<string> Texts)? list)
    {
        var separator = "";
        json.AppendLiteral("{");
        foreach (var part in parts)
        {
            // The list stands in its place among the properties.
            if (list is var (name, texts) && string.CompareOrdinal(name, part.Name) < 0)
            {
                AppendList(ref json, ref separator, name, texts);
                list = null;
            }

            if (part.Get(record) is not { } value || value is "" or false) continue;

            json.AppendLiteral(separator);
            json.AppendLiteral(part.Label);
            Append(ref json, value);
            separator = ",";
        }

        if (list is var (last, those)) AppendList(ref json, ref separator, last, those);
        json.AppendLiteral("}");
    }

    private static string LabelOf(string name)
    {
        var label = new DefaultInterpolatedStringHandler(0, 0);
        Append(ref label, name);
        label.AppendLiteral(":");
        return label.ToStringAndClear();
    }

    private static void AppendList(ref DefaultInterpolatedStringHandler json, ref string separator, string name, IEnumerable<string> texts)
    {
        json.AppendLiteral(separator);
        json.AppendLiteral(LabelOf(name));
        json.AppendLiteral("[");
        foreach (var (index, text) in texts.Index())
        {
            if (index > 0) json.AppendLiteral(",");
            Append(ref json, text);
        }

        json.AppendLiteral("]");
        separator = ",";
    }

    private static void Append(ref DefaultInterpolatedStringHandler json, object value)
    {
        switch (value)
        {
            case true:
                json.AppendLiteral("true");
                break;
            case string text:
                Append(ref json, text);
                break;
            case int number:
                json.AppendFormatted(number);
                break;
            case double number:
                CanonicalNumber.Append(ref json, number);
                break;
            case DateOnly date:
                Append(ref json, DateText.Of(date));
                break;
            case Enum word:
                Append(ref json, word.ToString());
                break;
            default:
                throw new NotSupportedException($"{value.GetType().Name} has no canonical text.");
        }
    }

    private static void Append(ref DefaultInterpolatedStringHandler json, string text)
    {
        json.AppendLiteral("\"");
        var rest = text.AsSpan();
        while (rest.IndexOfAny(Escaped) is >= 0 and var next)
        {
            json.AppendFormatted(rest[..next]);
            json.AppendLiteral(rest[next] switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                var control => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)control:x4}"),
            });
            rest = rest[(next + 1)..];
        }

        json.AppendFormatted(rest);
        json.AppendLiteral("\"");
    }

    /// <summary>A property of a form.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Label">The name as it stands before a value.</param>
    /// <param name="Get">Its value in a record.</param>
    internal readonly record struct Part(string Name, string Label, Func<object, object?> Get);
}
