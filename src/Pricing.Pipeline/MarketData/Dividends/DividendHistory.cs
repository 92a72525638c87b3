using Pricing.Dividends;
using Pricing.Pipeline.MarketData.Normalised;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.Dividends;

/// <summary>Every dividend notice of one share that is stored, and the dividends they come to.</summary>
public sealed record DividendHistory
{
    /// <summary>How far the notices are complete where no feed was asked for them.</summary>
    public static readonly DateOnly NeverAsked = DateOnly.MinValue;

    private readonly IReadOnlyList<DividendNotice> notices = [];

    /// <summary>The security code, five characters.</summary>
    public required string Code { get; init; }

    /// <summary>The date up to which the feed was asked for all notices of this share, or <see cref="NeverAsked"/>.</summary>
    public required DateOnly Through { get; init; }

    /// <summary>The bodies that the notices come from.</summary>
    public required IReadOnlyList<DataSource> Sources { get; init; }

    /// <summary>The notices in the order of their publication.</summary>
    public required IReadOnlyList<DividendNotice> Notices
    {
        get => notices;
        init
        {
            notices = value;
            Dividends = NoticeResolution.Dividends(value);
        }
    }

    /// <summary>The decided dividends by ascending record date, corrections and deletions applied.</summary>
    public IReadOnlyList<CashDividend> Dividends { get; private init; } = [];

    /// <summary>The decided dividends as they were known at the end of a date.</summary>
    /// <param name="date">The date; notices published after it do not count.</param>
    public IReadOnlyList<CashDividend> KnownOn(DateOnly date) =>
        NoticeResolution.Dividends([.. Notices.TakeWhile(notice => notice.PublishedOn <= date)]);

    /// <summary>The history as it is where some of its notices do not count.</summary>
    /// <param name="counts">Whether a notice counts.</param>
    public DividendHistory Only(Func<DividendNotice, bool> counts)
    {
        var left = Notices.Where(counts).ToList();
        if (left.Count == Notices.Count) return this;

        var used = UsedSources.Of(Sources, left.Select(notice => notice.Source));
        return this with { Sources = used.Sources, Notices = left.ConvertAll(notice => notice with { Source = used.Numbers[notice.Source] }) };
    }
}
