namespace Pricing.Files.Schemas;

/// <summary>How many characters one name is from another.</summary>
internal static class EditDistance
{
    private const int LongestName = 64;

    /// <summary>The largest distance at which a name is taken for a misspelling of another.</summary>
    public static int Near(string name) => Math.Clamp(name.Length / 3, 1, 3);

    /// <summary>The least number of characters to insert, take out or replace; far for names that are none.</summary>
    public static int Of(string left, string right)
    {
        if (left.Length > LongestName || right.Length > LongestName)
            return int.MaxValue;
        Span<int> row = stackalloc int[LongestName + 1];
        for (var j = 0; j <= right.Length; j++)
            row[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
