namespace Pricing.Pipeline.MarketData.Normalised;

/// <summary>
/// Adds notices to those stored. A notice is known by its own number and never changes; what corrects it is another.
/// </summary>
internal sealed class NoticeMerge(string code, DividendHistory? stored)
{
    private readonly List<DataSource> sources = [.. stored?.Sources ?? []];

    private readonly Dictionary<string, DividendNotice> notices =
        (stored?.Notices ?? []).ToDictionary(notice => notice.Reference, StringComparer.Ordinal);

    /// <summary>How many notices were new.</summary>
    public int Added { get; private set; }

    /// <summary>The notices that differ from the stored one of the same number.</summary>
    public List<Failure> Conflicts { get; } = [];

    /// <summary>Everything that is known now.</summary>
    /// <param name="through">The date that the feed was asked up to for all notices.</param>
    public DividendHistory Result(DateOnly through) => new()
    {
        Code = code,
        Through = through,
        Sources = sources,
        Notices =
        [
            .. notices.Values
                .OrderBy(notice => notice.PublishedOn)
                .ThenBy(notice => notice.PublishedAt, StringComparer.Ordinal)
                .ThenBy(notice => notice.Reference, StringComparer.Ordinal),
        ],
    };

    public void Add(DividendNotice notice, DataSource source)
    {
        if (notices.TryGetValue(notice.Reference, out var known))
        {
            if (known != notice with { Source = known.Source })
            {
                Conflicts.Add(new(
                    ReasonCode.ConflictingData,
                    "RefNo",
                    notice.Reference,
                    $"another notice of this number is stored for {code} and stays"));
            }

            return;
        }

        var number = sources.IndexOf(source);
        if (number < 0)
        {
            number = sources.Count;
            sources.Add(source);
        }

        notices[notice.Reference] = notice with { Source = number };
        Added++;
    }
}
