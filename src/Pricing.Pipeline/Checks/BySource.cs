using System.Collections;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.Checks;

/// <summary>
/// Facts by the body that they name, each where it stands: a share has thousands, mostly of one body, and none of them is copied.
/// </summary>
/// <typeparam name="T">What is stated.</typeparam>
internal sealed class BySource<T>
{
    private readonly IReadOnlyList<T> stated;
    private readonly Dictionary<DataSource, List<int>> indices = [];

    // The places of the facts, those of one source behind those of the one before it.
    private readonly int[] places = [];
    private readonly int[] starts = [];

    /// <summary>Sorts facts.</summary>
    /// <param name="stated">The facts; null for none.</param>
    /// <param name="sourceOf">Which of the sources a fact names.</param>
    /// <param name="sources">The sources; null where there are no facts.</param>
    public BySource(IReadOnlyList<T>? stated, Func<T, int> sourceOf, IReadOnlyList<DataSource>? sources)
    {
        this.stated = stated ?? [];
        if (stated is null || sources is null) return;

        for (var source = 0; source < sources.Count; source++)
        {
            if (!indices.TryGetValue(sources[source], out var same)) indices[sources[source]] = same = [];
            same.Add(source);
        }

        starts = new int[sources.Count + 1];
        foreach (var fact in stated) starts[sourceOf(fact) + 1]++;
        for (var source = 0; source < sources.Count; source++) starts[source + 1] += starts[source];
        places = new int[stated.Count];
        var next = starts[..^1];
        for (var place = 0; place < stated.Count; place++) places[next[sourceOf(stated[place])]++] = place;
    }

    /// <summary>The facts that name a body, in their order; null where it is none of the sources, empty where none of its facts is left.</summary>
    /// <param name="source">The body.</param>
    public IReadOnlyList<T>? Of(DataSource source)
    {
        if (!indices.TryGetValue(source, out var own)) return null;

        return own is [var one]
            ? new Slice(stated, new(places, starts[one], starts[one + 1] - starts[one]))
            : [.. own.SelectMany(index => places[starts[index]..starts[index + 1]]).Order().Select(place => stated[place])];
    }

    private sealed class Slice(IReadOnlyList<T> stated, ArraySegment<int> places) : IReadOnlyList<T>
    {
        public int Count => places.Count;

        public T this[int index] => stated[places[index]];

        public IEnumerator<T> GetEnumerator()
        {
            foreach (var place in places) yield return stated[place];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
