using System.Globalization;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace Pricing.Pipeline.Sealing;

/// <summary>
/// The one text of a record by RFC 8785 (JSON Canonicalization Scheme): properties by the ordinal order of their names, no
/// white space, numbers in the shortest form that gives the same double. What is null, an empty text or <c>false</c> is
/// left out, so that a property that is added later changes no text of before.
/// </summary>
public static class CanonicalJson
{
    private const int FirstExponent = 21;
    private const int LastLeadingZeros = 6;

    /// <summary>The text of a record.</summary>
    /// <typeparam name="T">The record's type.</typeparam>
    /// <param name="form">What the text is of and which version of its form, as <c>value 1</c>; it stands in the text as <c>form</c>.</param>
    /// <param name="record">The record.</param>
    /// <param name="type">Its properties: texts, whole numbers, doubles, dates, words and flags.</param>
    /// <param name="belongs">Whether a property of a name belongs to the text.</param>
    /// <param name="list">A list of texts that belongs to it too, with its name.</param>
    public static string Of<T>(
        string form,
        T record,
        JsonTypeInfo<T> type,
        Func<string, bool> belongs,
        (string Name, IEnumerable<string> Texts)? list = null)
        where T : notnull
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["form"] = Quoted(form) };
        foreach (var property in type.Properties.Where(property => belongs(property.Name)))
        {
            if (property.Get!(record) is { } value && Text(value) is { } text) fields.Add(property.Name, text);
        }

        if (list is var (name, texts)) fields.Add(name, $"[{string.Join(',', texts.Select(Quoted))}]");
        return $"{{{string.Join(',', fields.Select(field => $"{Quoted(field.Key)}:{field.Value}"))}}}";
    }

    private static string? Text(object value) => value switch
    {
        "" or false => null,
        true => "true",
        string text => Quoted(text),
        int number => number.ToString(CultureInfo.InvariantCulture),
        double number => Number(number),
        DateOnly date => Quoted(DateText.Of(date)),
        Enum word => Quoted(word.ToString()),
        _ => throw new NotSupportedException($"{value.GetType().Name} has no canonical text."),
    };

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

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var character in text)
        {
            quoted.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => null,
            });
            if (character is >= ' ' and not ('"' or '\\')) quoted.Append(character);
        }

        return quoted.Append('"').ToString();
    }
}
