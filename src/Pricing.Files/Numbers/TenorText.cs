using Pricing.Files.Characters;

namespace Pricing.Files.Numbers;

/// <summary>Remaining years of yields: <c>10</c>, <c>10Y</c>, <c>10年</c>, <c>0.5</c>.</summary>
internal static class TenorText
{
    private const decimal MostYears = 100m;

    private static readonly string[] Marks = ["years", "year", "yrs", "yr", "y", "年"];

    /// <summary>The years that a text states; null where it states none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="needsMark">Whether the word for years must stand behind the number, as in names of columns.</param>
    public static decimal? Read(ReadOnlySpan<char> text, bool needsMark)
    {
        var rest = Width.Folded(Invisible.Trim(text));
        var isMarked = false;
        foreach (var mark in Marks)
        {
            if (!rest.EndsWith(mark, StringComparison.OrdinalIgnoreCase))
                continue;
            rest = rest[..^mark.Length].TrimEnd();
            isMarked = true;
            break;
        }

        return (isMarked || !needsMark) && NumberText.Read(rest, default, out var years) is null && years is > 0 and <= MostYears
            ? DecimalText.Trim(years)
            : null;
    }
}
