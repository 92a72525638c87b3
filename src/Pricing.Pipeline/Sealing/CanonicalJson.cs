using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace Pricing.Pipeline.Sealing;

/// <summary>Writes the texts of a <see cref="CanonicalForm{T}"/>.</summary>
internal static class CanonicalJson
{
    private const int Capacity = 2048;
    private const int FirstExponent = 21;
    private const int LastLeadingZeros = 6;

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
        var json = new StringBuilder(Capacity).Append('{');
        foreach (var part in parts)
        {
            // The list stands in its place among the properties.
            if (list is var (name, texts) && string.CompareOrdinal(name, part.Name) < 0)
            {
                AppendList(json, name, texts);
                list = null;
            }

            if (part.Get(record) is not { } value || value is "" or false) continue;

            if (json.Length > 1) json.Append(',');
            json.Append(part.Label);
            Append(json, value);
        }

        if (list is var (last, those)) AppendList(json, last, those);
        return json.Append('}').ToString();
    }

    private static string LabelOf(string name)
    {
        var label = new StringBuilder();
        Append(label, name);
        return label.Append(':').ToString();
    }

    private static void AppendList(StringBuilder json, string name, IEnumerable<string> texts)
    {
        if (json.Length > 1) json.Append(',');
        json.Append(LabelOf(name));
        Append(json, texts);
    }

    private static void Append(StringBuilder json, object value)
    {
        switch (value)
        {
            case true:
                json.Append("true");
                break;
            case string text:
                Append(json, text);
                break;
            case int number:
                json.Append(CultureInfo.InvariantCulture, $"{number}");
                break;
            case double number:
                json.Append(Number(number));
                break;
            case DateOnly date:
                Append(json, DateText.Of(date));
                break;
            case Enum word:
                Append(json, word.ToString());
                break;
            default:
                throw new NotSupportedException($"{value.GetType().Name} has no canonical text.");
        }
    }

    private static void Append(StringBuilder json, IEnumerable<string> texts)
    {
        json.Append('[');
        foreach (var (index, text) in texts.Index())
        {
            if (index > 0) json.Append(',');
            Append(json, text);
        }

        json.Append(']');
    }

    /// <summary>A double as ECMAScript writes it (section 6.1.6.1.20 of ECMA-262), on which RFC 8785 rests.</summary>
    private static string Number(double number)
    {
        if (!double.IsFinite(number)) throw new NotSupportedException($"{number} has no canonical text.");
        if (number == 0) return "0";

        // The shortest digits that give the same double, as .NET has them: 0.00534, 1.5E-07, 1E+21.
        var parts = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var written = parts[0].Replace(".", "", StringComparison.Ordinal);
        var before = parts[0].Split('.')[0].Length;
        var exponent = parts.Length > 1 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        var digits = written.TrimStart('0');
        return (number < 0 ? "-" : "") + Placed(digits.TrimEnd('0'), before + exponent - (written.Length - digits.Length));
    }

    /// <summary>Digits with the point after the first <paramref name="point"/> of them.</summary>
    private static string Placed(string digits, int point) => point switch
    {
        > 0 and <= FirstExponent when point >= digits.Length => digits.PadRight(point, '0'),
        > 0 and <= FirstExponent => $"{digits[..point]}.{digits[point..]}",
        > -LastLeadingZeros and <= 0 => $"0.{new string('0', -point)}{digits}",
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"{digits[0]}{(digits.Length > 1 ? "." : "")}{digits[1..]}e{(point > 0 ? "+" : "")}{point - 1}"),
    };

    private static void Append(StringBuilder json, string text)
    {
        json.Append('"');
        var rest = text.AsSpan();
        while (rest.IndexOfAny(Escaped) is >= 0 and var next)
        {
            json.Append(rest[..next]);
            json.Append(rest[next] switch
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

        json.Append(rest).Append('"');
    }

    /// <summary>A property of a form.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Label">The name as it stands before a value.</param>
    /// <param name="Get">Its value in a record.</param>
    internal readonly record struct Part(string Name, string Label, Func<object, object?> Get);
}
