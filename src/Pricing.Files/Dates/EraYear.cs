namespace Pricing.Files.Dates;

/// <summary>The Japanese eras that dates of shares and rights can lie in.</summary>
internal static class EraYear
{
    private static readonly (string Name, int FirstYear)[] Eras =
    [
        ("昭和", 1926), ("平成", 1989), ("令和", 2019), ("S", 1926), ("H", 1989), ("R", 2019), ("s", 1926), ("h", 1989), ("r", 2019),
    ];

    /// <summary>
    /// Whether a text starts with an era. Its years may run on: papers of 2013 write 2043 as 平成55年.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="firstYear">The year that is the era's first.</param>
    /// <param name="rest">What stands behind the era's name.</param>
    public static bool TryStart(ReadOnlySpan<char> text, out int firstYear, out ReadOnlySpan<char> rest)
    {
        foreach (var (name, year) in Eras)
        {
            if (!text.StartsWith(name) || text.Length == name.Length)
                continue;
            rest = text[name.Length..];
            firstYear = year;
            var next = rest.TrimStart(". ");
            if (!next.IsEmpty && (char.IsAsciiDigit(next[0]) || next[0] == '元'))
                return true;
        }

        firstYear = 0;
        rest = default;
        return false;
    }
}
