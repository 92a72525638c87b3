namespace Pricing.Api.Queries;

/// <summary>The order of a list: by a key that an item keeps while others come and go, so that a page goes on where one ended.</summary>
/// <typeparam name="T">What it is a list of.</typeparam>
/// <param name="Key">The parts of an item's key, each of which sorts as text.</param>
/// <param name="IsDescending">Whether the greatest key comes first.</param>
internal sealed record ListOrder<T>(Func<T, IReadOnlyList<string>> Key, bool IsDescending = false)
{
    /// <summary>Sorts a list; items of the same key stay as they stand.</summary>
    /// <param name="items">The items.</param>
    public IEnumerable<T> Sort(IEnumerable<T> items) =>
        IsDescending ? items.OrderByDescending(Key, Keys) : items.OrderBy(Key, Keys);

    /// <summary>Whether an item stands before, at (0) or behind a place.</summary>
    /// <param name="item">The item.</param>
    /// <param name="place">The key of the place.</param>
    public int Compare(T item, IReadOnlyList<string> place) =>
        IsDescending ? Keys.Compare(place, Key(item)) : Keys.Compare(Key(item), place);

    private static Comparer<IReadOnlyList<string>> Keys { get; } = Comparer<IReadOnlyList<string>>.Create(static (one, other) =>
    {
        for (var part = 0; part < Math.Min(one.Count, other.Count); part++)
        {
            if (string.CompareOrdinal(one[part], other[part]) is not 0 and var order) return order;
        }

        return one.Count.CompareTo(other.Count);
    });
}
