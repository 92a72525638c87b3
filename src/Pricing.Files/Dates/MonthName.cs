namespace Pricing.Files.Dates;

/// <summary>English names of months, whole or of three letters.</summary>
internal static class MonthName
{
    private static readonly string[] Names =
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ];

    /// <summary>The month's number; 0 where the text is no name of one.</summary>
    public static int Number(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (text.Equals(Names[i], StringComparison.OrdinalIgnoreCase)
                || text.Equals(Names[i].AsSpan(0, 3), StringComparison.OrdinalIgnoreCase)
                || (i == 8 && text.Equals("sept", StringComparison.OrdinalIgnoreCase)))
                return i + 1;
        }

        return 0;
    }
}
