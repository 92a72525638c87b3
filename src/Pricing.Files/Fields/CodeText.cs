using Pricing.Files.Characters;

namespace Pricing.Files.Fields;

/// <summary>Codes of shares as people write them: with blanks and invisible characters at their ends, or in full width.</summary>
internal static class CodeText
{
    /// <summary>Reads a code.</summary>
    /// <param name="field">The field.</param>
    /// <returns>The code, five characters; <see cref="ReasonCode.UnsupportedMarket"/> for anything that is none.</returns>
    public static Outcome<string> Read(ReadOnlySpan<char> field)
    {
        var text = Invisible.Trim(field);
        return Invisible.FirstIn(text) is { } hidden
            ? new Failure(
                ReasonCode.UnsupportedMarket, "security_code", text.ToString(), $"holds {hidden} inside, which cannot be seen; take it out")
            : SecurityCode.Parse(Width.Folded(text).ToString());
    }
}
