using System.Text;

namespace Soak.Fuzz;

/// <summary>Texts that break readers, and those that a spreadsheet would run.</summary>
internal static class HostileText
{
    /// <summary>What a spreadsheet takes for a formula where a field begins so.</summary>
    public static IReadOnlyList<string> Formulas { get; } =
    [
        "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "＋1+1", "－1+1", "＠SUM(A1)",
        "=HYPERLINK(\"http://x.invalid\",\"x\")", "=cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "'=1+1", "''=1+1", " =1+1", "\u3000=1+1", "\uFEFF=1+1", "\u200B=1+1",
    ];

    private static readonly string[] Odd =
    [
        "", " ", "\0", "\u0001", "\u007F", "\u0085", "\u2028", "\u202E", "\uFEFF", "\uFFFD", "\uFFFE", "\u0301\u0301\u0301", "e\u0301", "\U0001F469\u200D\U0001F469", "\U000E0001", "ﷺ", "İ", "ß", "ǆ",
        "NaN", "Infinity", "-0", "+0", "0x10", "1e400", "1e-400", "1E+2147483648", "79228162514264337593543950336", "-79228162514264337593543950336", "0.00000000000000000000000000001",
        "1,2,3", "1.2.3", "１２３", "一二三", "1_000", "1 000", "٣", "¹", "½", "∞", "%", "%%", "‰", "１００％",
        "0000-00-00", "9999-12-31", "10000-01-01", "0001-01-01", "2013-02-29", "令和99年1月1日", "H0.0.0", "R999999999.1.1", "明治45年7月30日", "1/1/1", "2013-07-11T99:99:99Z", "20130711", "99999999",
        "null", "true", "[]", "{}", "\"", "\"\"", "\\", "\\u0000", "\\ud800", "</t>", "<![CDATA[", "&lol9;", "&#0;", "_x0000_", "_xFFFF_", "sep=,", ",,,,", ";;;;", "\t\t\t\t",
        "../../etc/passwd", "..\\..\\x", "C:\\x", "//x.invalid/share", "file:///x", "con", "nul.csv", "a/b", "a|b", "a*b?", "http://x.invalid/", "' or 1=1", "${x}", "{0}", "%n", "%2e%2e%2f", "株式会社\uDBFF", "\uDC00",
        "2011-03-11..9999-12-31", "..", "1:0", "0:0", "1:99999999999", "1/0", "18.75/0", "-1Y", "99999999999Y", "3774.T.T", "A186", "0000", "99999",
    ];

    private static readonly string[] Long = [new('9', 400), new('x', 5_000), new('=', 3_000), $"0.{new string('1', 500)}", string.Concat(Enumerable.Repeat("\U0001F600", 800))];

    /// <summary>One of them.</summary>
    /// <param name="random">The draw.</param>
    public static string Draw(Random random) => random.Next(10) switch
    {
        0 => Long[random.Next(Long.Length)],
        < 4 => Formulas[random.Next(Formulas.Count)],
        _ => Odd[random.Next(Odd.Length)],
    };

    /// <summary>A text as bytes, also where it is half a character.</summary>
    /// <param name="text">The text.</param>
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
