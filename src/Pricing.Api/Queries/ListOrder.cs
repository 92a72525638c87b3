namespace Pricing.Api.Queries;

/// <summary>The order of a list: by a key that an item keeps while others come and go, so that a page goes on where one ended.</summary>
/// <typeparam name="T">What it is a list of.</typeparam>
/// <param name="Key">The parts of an item's key, each of which sorts as text.</param>
/// <param name="IsDescending">Whether the greatest key comes first.</param>
internal sealed record ListOrder<T>(Func<T, IReadOnlyList<string>> Key, bool IsDescending = false)
{
    /// <summary>Whether a key stands before another (below 0), is the same (0) or stands behind it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="other">The other one.</param>
    public int Compare(IReadOnlyList<string> key, IReadOnlyList<string> other) => IsDescending ? Keys.Compare(other, key) : Keys.Compare(key, other);

    private static Comparer<IReadOnlyList<string>> Keys { get; } = Comparer<IReadOnlyList<string>>.Create(static (one, other) =>
    {
        for (var part = 0; part < Math.Min(one.Count, other.Count); part++)
        {
            if (string.CompareOrdinal(one[part], other[part]) is not 0 and var order) return order;
        }

        return one.Count.CompareTo(other.Count);
    });
}
