namespace Pricing.Api.Queries;

/// <summary>
/// Cuts a page out of a list whose items come in any order. Of a list of any length it holds no more items than the page has, and one that
/// says that there are more.
/// </summary>
/// <typeparam name="T">What it is a list of.</typeparam>
/// <param name="order">The list's order; items of the same key stay as they came.</param>
/// <param name="begun">The key of the last item of the page before, and how many items of that key were shown; null for the first page.</param>
/// <param name="limit">How many items the page has at most.</param>
internal sealed class PageCut<T>(ListOrder<T> order, (IReadOnlyList<string> Key, int Shown)? begun, int limit)
{
    // What stands last comes out first.
    private readonly PriorityQueue<T, Place> kept = new(Comparer<Place>.Create((one, other) =>
        order.Compare(other.Key, one.Key) is not 0 and var compared ? compared : other.Arrival.CompareTo(one.Arrival)));

    private long arrivals;
    private int passed;

    /// <summary>Whether the page before was one of another list: its key has other parts.</summary>
    public bool IsOfOther { get; private set; }

    /// <summary>Looks at an item of the list.</summary>
    /// <param name="item">The item.</param>
    public void Add(T item)
    {
        var key = order.Key(item);
        if (begun is var (place, shown))
        {
            IsOfOther |= key.Count != place.Count;
            var compared = order.Compare(key, place);
            if (compared < 0) return;
            if (compared == 0 && passed < shown)
            {
                passed++;
                return;
            }
        }

        kept.Enqueue(item, new(key, arrivals++));
        if (kept.Count > limit + 1) kept.Dequeue();
    }

    /// <summary>The page, once every item was looked at.</summary>
    /// <returns>Its items; and where there are more, the key of the last one, and how many items of that key were shown up to it.</returns>
    public (IReadOnlyList<T> Items, (IReadOnlyList<string> Key, int Shown)? Next) Take()
    {
        var isMore = kept.Count > limit;
        if (isMore) kept.Dequeue();

        var (items, keys) = (new T[kept.Count], new IReadOnlyList<string>[kept.Count]);
        for (var place = kept.Count - 1; kept.TryDequeue(out var item, out var at); place--) (items[place], keys[place]) = (item, at.Key);
        if (!isMore) return (items, null);

        // Of several items of one key some may be on this page and some on the next.
        var last = keys[^1];
        var shown = keys.Count(key => order.Compare(key, last) == 0);
        return (items, (last, begun is var (before, _) && order.Compare(last, before) == 0 ? shown + passed : shown));
    }

    private readonly record struct Place(IReadOnlyList<string> Key, long Arrival);
}
