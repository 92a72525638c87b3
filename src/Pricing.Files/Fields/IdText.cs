using Pricing.Files.Characters;

namespace Pricing.Files.Fields;

/// <summary>Keys and texts as they are stored.</summary>
internal static class IdText
{
    /// <summary>Reads a key.</summary>
    /// <param name="field">The field.</param>
    /// <param name="id">The key in its normal form, without blanks and invisible characters at its ends.</param>
    /// <returns>Null; or what is wrong.</returns>
    public static string? Read(ReadOnlySpan<char> field, out string id)
    {
        if (!field.ContainsAnyExceptInRange(' ', '~'))
        {
            id = field.Trim(' ').ToString();
            return null;
        }

        var text = Invisible.Trim(field);
        id = text.ToString();
        if (Broken(text) is { } broken)
            return broken;
        if (Invisible.FirstIn(text) is { } hidden)
            return $"holds {hidden} inside, which cannot be seen in a key; take it out";
        id = NormalForm.Of(id);
        return null;
    }

    /// <summary>Reads a text for people.</summary>
    /// <param name="field">The field.</param>
    /// <param name="read">The text in its normal form; a line break is one line feed.</param>
    /// <returns>Null; or what is wrong.</returns>
    public static string? ReadText(ReadOnlySpan<char> field, out string read)
    {
        var text = field.Trim();
        read = text.ToString();
        if (!text.ContainsAnyExceptInRange(' ', '~'))
            return null;
        if (Broken(text) is { } broken)
            return broken;
        read = NormalForm.Of(read.Contains('\r') ? read.ReplaceLineEndings("\n") : read);
        foreach (var character in read)
        {
            if (char.IsControl(character) && character != '\n')
                return $"holds {Invisible.Name(character)}, which is no text; take it out";
        }

        return TypedText.Against(read);
    }

    private static string? Broken(ReadOnlySpan<char> text)
    {
        if (text.Contains(Invisible.Damage))
            return $"holds {Invisible.Name(Invisible.Damage)}: its bytes are damaged or in another encoding";
        return text.ContainsAnyInRange('\uD800', '\uDFFF') && Invisible.HasHalf(text) ? "holds half a character" : null;
    }
}
