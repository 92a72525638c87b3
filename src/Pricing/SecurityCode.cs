namespace Pricing;

/// <summary>The code of a share on the Tokyo Stock Exchange as feeds write it: five characters.</summary>
public static class SecurityCode
{
    private const int Short = 4;
    private const int Full = 5;

    /// <summary>Brings a code to five characters: the four of a common share take a trailing 0.</summary>
    /// <param name="text"><c>3774</c>, <c>37740</c> or <c>186A</c>.</param>
    /// <returns>The code; <see cref="ReasonCode.UnsupportedMarket"/> for anything that is no such code.</returns>
    public static Outcome<string> Parse(string text)
    {
        var isCode = text.Length is Short or Full
            && text.All(character => char.IsAsciiDigit(character) || char.IsAsciiLetterUpper(character));
        return isCode
            ? text.Length == Short ? text + "0" : text
            : new Failure(
                ReasonCode.UnsupportedMarket,
                "security_code",
                text,
                "not a Tokyo code of four or five digits and capital letters");
    }
}
