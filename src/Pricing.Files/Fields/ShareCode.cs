using System.Buffers;
using Pricing.Files.Characters;

namespace Pricing.Files.Fields;

/// <summary>
/// Codes of shares on the Tokyo Stock Exchange, by the rules of the Securities Identification Code Committee: four
/// characters name the company and a fifth the kind of its share, 0 for ordinary ones. The first and the third are
/// digits, the second and the fourth digits or letters (of codes given since 2024; without B, E, I, O, Q, V and Z, which are
/// misread), and shares start at 1300.
/// </summary>
public static class ShareCode
{
    private const int Short = 4;
    private const int Full = 5;
    private const string YahooMarket = ".T";

    private static readonly SearchValues<char> Letters = SearchValues.Create("ACDFGHJKLMNPRSTUWXY");

    /// <summary>Brings a code to five characters.</summary>
    /// <param name="text"><c>3774</c>, <c>37740</c>, <c>3774.T</c> or <c>186A</c>.</param>
    /// <returns>The code; <see cref="ReasonCode.UnsupportedMarket"/> for anything that is no such code.</returns>
    public static Outcome<string> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var code = Invisible.Trim(text).ToString();
        if (Invisible.FirstIn(code) is { } hidden)
            return Refusal(text, $"holds {hidden} inside, which cannot be seen; take it out");
        code = Width.Fold(code);
        if (code.EndsWith(YahooMarket, StringComparison.Ordinal) && code.Length == Short + YahooMarket.Length)
            code = code[..Short];
        return Wrong(code) is { } reason ? Refusal(text, reason) : code.Length == Short ? code + "0" : code;
    }

    private static string? Wrong(string code)
    {
        if (code.Length is not (Short or Full))
            return "is no Tokyo code: 3774, 37740, 3774.T or 186A";
        if (!char.IsAsciiDigit(code[0]) || !char.IsAsciiDigit(code[2]) || (code.Length == Full && !char.IsAsciiDigit(code[4])))
            return "is no Tokyo code: only its second and fourth characters may be letters";
        if (!IsDigitOrLetter(code[1]) || !IsDigitOrLetter(code[3]))
            return "is no Tokyo code: its letters are capitals other than B, E, I, O, Q, V and Z";
        var isBelow = code[0] == '0' || (code[0] == '1' && char.IsAsciiDigit(code[1]) && code[1] < '3');
        return isBelow ? "is no Tokyo code: shares start at 1300" : null;
    }

    private static bool IsDigitOrLetter(char character) => char.IsAsciiDigit(character) || Letters.Contains(character);

    private static Failure Refusal(string text, string reason) =>
        new(ReasonCode.UnsupportedMarket, "security_code", text, reason);
}
