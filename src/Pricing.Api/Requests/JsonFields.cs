using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Pricing.Api.Requests;

/// <summary>The fields of a flat JSON object as text: a number or a word keeps its own, null is empty.</summary>
internal static class JsonFields
{
    /// <summary>The most fields of one object; what has more is no row, and would be answered with as many failures.</summary>
    public const int MaximumFields = 1000;

    private const int Readable = 200;
    private const int BytesOfACharacter = 4;

    /// <summary>Reads an object.</summary>
    /// <param name="element">The object.</param>
    /// <param name="except">Fields that are read elsewhere, and may be nested.</param>
    /// <returns>
    /// The fields, with <see cref="ReasonCode.InvalidField"/> for each that is nested, there twice, or half a character; or the same for
    /// the whole: whatever is no object, or has more than <see cref="MaximumFields"/>.
    /// </returns>
    public static Outcome<GivenFields> Read(JsonElement element, params ReadOnlySpan<string> except) =>
        ReadAs("row", element, except);

    /// <summary>Reads an object that is a member of another.</summary>
    /// <param name="name">The member: what is wrong with the whole of it is named so.</param>
    /// <param name="element">The object.</param>
    /// <param name="except">Fields that are read elsewhere, and may be nested.</param>
    /// <returns>As of a whole object.</returns>
    public static Outcome<GivenFields> ReadAs(string name, JsonElement element, params ReadOnlySpan<string> except)
    {
        if (element.ValueKind != JsonValueKind.Object) return Invalid(name, element, "is not a JSON object");

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var (seen, unread) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var failures = new List<Failure>();
        foreach (var property in element.EnumerateObject())
        {
            if (seen.Count + failures.Count == MaximumFields) return Invalid(name, element, $"has more than {MaximumFields} fields");

            // No member of such an object can be looked up by its name.
            if (Whole(() => property.Name) is not { } field) return Halved(name, element);
            if (!seen.Add(field))
            {
                failures.Add(Unshown(field, "is there twice"));
            }
            else if (!except.Contains(field))
            {
                var text = Text(property.Value);
                fields.Add(field, text ?? GivenFields.Unread);
                if (text is not null) continue;

                unread.Add(field);
                failures.Add(property.Value.ValueKind == JsonValueKind.String ? Halved(name, element) : Unshown(field, "is a nested value"));
            }
        }

        return new GivenFields(fields, failures, unread);
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Whole(value.GetString),
        JsonValueKind.Null => "",
        JsonValueKind.Object or JsonValueKind.Array => null,
        _ => value.GetRawText(),
    };

    // Whether the request knows the field is not known here: its value is repeated to nobody.
    private static Failure Unshown(string field, string reason) => new(ReasonCode.InvalidField, field, "", reason);

    private static Failure Halved(string name, JsonElement element) => Invalid(name, element, "holds an escape that is half a character");

    private static string? Whole(Func<string?> text)
    {
        try
        {
            return text();
        }
        catch (InvalidOperationException)
        {
            // JSON can spell one half of a surrogate pair, which no string can be made of.
            return null;
        }
    }

    /// <summary>The failure of a field that is not what it should be.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">What it holds; only its beginning is repeated.</param>
    /// <param name="reason">What is wrong with it.</param>
    public static Failure Invalid(string field, JsonElement value, string reason)
    {
        // Only the beginning is made text: the object may be as large as the file that it came in.
        var raw = JsonMarshal.GetRawUtf8Value(value);
        var text = Encoding.UTF8.GetString(raw[..Math.Min(raw.Length, Readable * BytesOfACharacter)]);
        return new(ReasonCode.InvalidField, field, text.Length > Readable ? text[..Readable] : text, reason);
    }
}
