using System.Buffers;

namespace Pricing;

/// <summary>
/// The code of a share on the Tokyo Stock Exchange as feeds write it, by the rules of the Securities Identification Code
/// Committee: four characters name the company and a fifth the kind of its share, 0 for ordinary ones. The first, third and
/// fifth are digits; the second and fourth digits or letters (of codes given since 2024; without B, E, I, O, Q, V and Z, which
/// are misread). Shares start at 1300.
/// </summary>
public static class SecurityCode
{
    private const int Short = 4;
    private const int Full = 5;
    private const string YahooMarket = ".T";

    private static readonly SearchValues<char> Letters = SearchValues.Create("ACDFGHJKLMNPRSTUWXY");

    /// <summary>Brings a code to five characters: the four of an ordinary share take a trailing 0.</summary>
    /// <param name="text"><c>3774</c>, <c>37740</c>, <c>3774.T</c> or <c>186A</c>.</param>
    /// <returns>The code; <see cref="ReasonCode.UnsupportedMarket"/> for anything that is no such code.</returns>
    public static Outcome<string> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var isYahoos = text.Length == Short + YahooMarket.Length && text.EndsWith(YahooMarket, StringComparison.Ordinal);
        var code = isYahoos ? text[..Short] : text;
        if (Wrong(code) is { } reason)
            return new Failure(ReasonCode.UnsupportedMarket, "security_code", text, reason);
        return code.Length == Short ? code + "0" : code;
    }

    /// <summary>The code as people write it: the four characters of an ordinary share, five of any other.</summary>
    /// <param name="code">The code as it is stored, five characters.</param>
    public static string Shown(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code is [_, _, _, _, '0'] ? code[..Short] : code;
    }

    private static string? Wrong(string code)
    {
        if (code.Length is not (Short or Full))
            return "is no Tokyo code: it has four characters, as 3774 or 186A, or five, as 37740; 3774.T is read too";
        if (!char.IsAsciiDigit(code[0]) || !char.IsAsciiDigit(code[2]) || (code.Length == Full && !char.IsAsciiDigit(code[4])))
            return "is no Tokyo code: only its second and fourth characters may be letters";
        if (!IsDigitOrLetter(code[1]) || !IsDigitOrLetter(code[3]))
            return "is no Tokyo code: its letters are capitals other than B, E, I, O, Q, V and Z";
        var isBelow = code[0] == '0' || (code[0] == '1' && char.IsAsciiDigit(code[1]) && code[1] < '3');
        return isBelow ? "is no Tokyo code: shares start at 1300" : null;
    }

    private static bool IsDigitOrLetter(char character) => char.IsAsciiDigit(character) || Letters.Contains(character);
}
