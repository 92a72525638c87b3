using Pricing.Grants.Life;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Settlements;

/// <summary>The events of a grant with what each came to, and how its rights stand.</summary>
public sealed record GrantLife
{
    /// <summary>The issuing company.</summary>
    public required string Issuer { get; init; }

    /// <summary>The grant.</summary>
    public required string GrantId { get; init; }

    /// <summary>The version of its terms.</summary>
    public required int GrantVersion { get; init; }

    /// <summary>The rights allotted.</summary>
    public required int AllottedRights { get; init; }

    /// <summary>The rights outstanding after all events that stand.</summary>
    public required int RightsOutstanding { get; init; }

    /// <summary>The grant whose rights these took the place of, <c>ISSUER/GRANT_ID</c>; null for none.</summary>
    public string? Succeeds { get; init; }

    /// <summary>The events by date.</summary>
    public required IReadOnlyList<SettledEvent> Events { get; init; }

    /// <summary>How each holder stands, by id; none where holders are not stored and no event names one.</summary>
    public required IReadOnlyList<HolderStanding> Holders { get; init; }

    /// <summary>Rights that can be exercised no more, and whose lapse awaits a document.</summary>
    public required IReadOnlyList<LapseProposal> Lapses { get; init; }

    /// <summary>A life as it is shown.</summary>
    /// <param name="terms">The terms that stand.</param>
    /// <param name="version">Their version.</param>
    /// <param name="life">The life.</param>
    /// <param name="show">Shows an event.</param>
    /// <param name="on">The day for which lapses are proposed.</param>
    public static GrantLife Of(GrantTerms terms, int version, RightsLife life, Func<LifeEntry, SettledEvent> show, DateOnly on) => new()
    {
        Issuer = terms.Issuer,
        GrantId = terms.GrantId,
        GrantVersion = version,
        AllottedRights = terms.AllottedRights,
        RightsOutstanding = life.Outstanding,
        Succeeds = terms.Succeeds,
        Events = [.. life.Entries.Select(show)],
        Holders = life.Holders,
        Lapses = life.Lapses(on),
    };
}

/// <summary>An event with what it came to when it was stored, and what it comes to by all that is known since.</summary>
public sealed record SettledEvent
{
    /// <summary>By what another event names it.</summary>
    public required string Id { get; init; }

    /// <summary>The day.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>What happened, as a batch says it.</summary>
    public required string Kind { get; init; }

    /// <summary>How many rights; 0 for all that there are.</summary>
    public required int Rights { get; init; }

    /// <summary>The document that shows it.</summary>
    public required string Reference { get; init; }

    /// <summary>The other columns that are stated, by name.</summary>
    public required IReadOnlyDictionary<string, string> Stated { get; init; }

    /// <summary>The file that brought it.</summary>
    public string? Batch { get; init; }

    /// <summary>The row of that file.</summary>
    public int? Line { get; init; }

    /// <summary>What it came to when it was stored; null in events from before that was stored.</summary>
    public EventSettlement? Settlement { get; init; }

    /// <summary>What it comes to by all that is known, where that is something else.</summary>
    public EventSettlement? ByAllThatIsKnown { get; init; }

    /// <summary>Why it does not stand by all that is known, each as <c>Code field=value: reason</c>; empty where it stands.</summary>
    public IReadOnlyList<string> Against { get; init; } = [];

    /// <summary>The event that took it back; null for none.</summary>
    public string? ReversedBy { get; init; }
}

/// <summary>A lapse that is proposed, with its grant.</summary>
/// <param name="Issuer">The issuing company.</param>
/// <param name="GrantId">The grant.</param>
/// <param name="Holder">Who has the rights; null where holders are not known.</param>
/// <param name="Rights">How many; null where that is not known.</param>
/// <param name="LastDay">The last day on which they could be exercised.</param>
/// <param name="From">The first day on which they are not outstanding any more.</param>
/// <param name="Section">The section of the release that ended them.</param>
/// <param name="Reason">Why.</param>
public sealed record ProposedLapse(
    string Issuer, string GrantId, string? Holder, int? Rights, DateOnly LastDay, DateOnly From, string Section, string Reason);
