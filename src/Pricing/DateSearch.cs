namespace Pricing;

/// <summary>Finds a date among entries that ascend by date.</summary>
public static class DateSearch
{
    /// <summary>The index of the date's entry; the complement of where it would stand if there is none.</summary>
    /// <typeparam name="T">What an entry is.</typeparam>
    /// <param name="entries">The entries, one a date, ascending.</param>
    /// <param name="dateOf">The date of an entry.</param>
    /// <param name="date">The date.</param>
    public static int IndexOf<T>(IReadOnlyList<T> entries, Func<T, DateOnly> dateOf, DateOnly date)
    {
        var (low, high) = (0, entries.Count - 1);
        while (low <= high)
        {
            var middle = low + (high - low) / 2;
            var order = dateOf(entries[middle]).CompareTo(date);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }
}
