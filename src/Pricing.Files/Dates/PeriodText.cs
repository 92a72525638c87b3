using Pricing.Files.Characters;

namespace Pricing.Files.Dates;

/// <summary>Periods of dates, several between semicolons.</summary>
internal static class PeriodText
{
    private static readonly string[] Ranges = ["..", "~", "〜"];

    /// <summary>Reads periods.</summary>
    /// <param name="field">The field.</param>
    /// <param name="within">The dates that the calendar knows.</param>
    /// <param name="periods">The periods.</param>
    /// <returns>Null; or the first part that is none.</returns>
    public static string? Read(ReadOnlySpan<char> field, DateWindow within, out IReadOnlyList<DateWindow> periods)
    {
        List<DateWindow> read = [];
        periods = read;
        var text = Invisible.Trim(field);
        if (text.IsEmpty)
            return null;
        foreach (var part in Width.Fold(text).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split(Ranges, StringSplitOptions.TrimEntries) is not [var first, var last]
                || WrittenDate.Read(first, out var from) is not null || WrittenDate.Read(last, out var to) is not null
                || from > to || !within.Contains(from) || !within.Contains(to))
                return part;
            read.Add(new(from, to));
        }

        return null;
    }
}
