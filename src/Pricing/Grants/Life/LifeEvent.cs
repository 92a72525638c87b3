using Pricing.Grants.Terms;

namespace Pricing.Grants.Life;

/// <summary>A dated event in the life of a grant's rights.</summary>
public sealed record LifeEvent
{
    /// <summary>By what others name it, unique within the grant.</summary>
    public required string Id { get; init; }

    /// <summary>The day on which it happened; from it on rights are gone.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>What happened.</summary>
    public required LifeEventKind Kind { get; init; }

    /// <summary>How many rights, above 0 where the event takes any; 0 where it is about all that a holder has.</summary>
    public required decimal Rights { get; init; }

    /// <summary>The document that shows it.</summary>
    public string Reference { get; init; } = "";

    /// <summary>The holder; null where none is named.</summary>
    public string? Holder { get; init; }

    /// <summary>Of an exercise, the book value of all rights exercised, in currency; null where it is not stated.</summary>
    public decimal? BookValue { get; init; }

    /// <summary>Of an exercise, the new shares issued; null where all that treasury shares do not cover are new.</summary>
    public decimal? NewShares { get; init; }

    /// <summary>Of an exercise, the treasury shares delivered; null where the new shares are all, or all that they do not cover.</summary>
    public decimal? TreasuryShares { get; init; }

    /// <summary>The book value of all treasury shares delivered, in currency.</summary>
    public decimal? TreasuryBookValue { get; init; }

    /// <summary>Of a decision, shares per right from its day on.</summary>
    public decimal? DecidedShares { get; init; }

    /// <summary>Of a decision, X from its day on, in currency per share.</summary>
    public decimal? DecidedExercisePrice { get; init; }

    /// <summary>The office that was lost.</summary>
    public string? OfficeLost { get; init; }

    /// <summary>The offices that are kept.</summary>
    public IReadOnlyList<string> OfficesKept { get; init; } = [];

    /// <summary>Who inherited.</summary>
    public string? Heir { get; init; }

    /// <summary>The event that this one takes back; null for none.</summary>
    public string? Reverses { get; init; }

    /// <summary>Of an acquisition or a reorganisation, what was resolved; null where it is not stated.</summary>
    public ReorganisationKind? Resolution { get; init; }

    /// <summary>Whether it is to join those that are stored: it comes behind them on its day.</summary>
    internal bool IsNew { get; init; }

    /// <summary>Whether it takes rights out of those outstanding.</summary>
    public bool TakesRights => Kind >= LifeEventKind.Exercised;
}

/// <summary>
/// What happened to rights or to who holds them, in the order in which events of one day count: what is a fact comes first.
/// </summary>
public enum LifeEventKind
{
    /// <summary>The company decided on shares per right and exercise price (release, section 3).</summary>
    Adjusted,

    /// <summary>A holder died (release, section 11, item 3).</summary>
    Died,

    /// <summary>The one heir inherited the rights (release, section 11, item 3).</summary>
    Inherited,

    /// <summary>A holder lost an office (release, section 11, item 2).</summary>
    LeftOffice,

    /// <summary>The holder exercised rights (release, sections 4 to 6, 10 and 11).</summary>
    Exercised,

    /// <summary>Rights ended with their last day of exercise: from the beginning of the day they do not remain.</summary>
    Lapsed,

    /// <summary>The holder lost rights, or gave them up.</summary>
    Forfeited,

    /// <summary>The company acquired rights (release, section 8).</summary>
    Acquired,

    /// <summary>Successor rights took the place of rights in a reorganisation (release, section 9).</summary>
    Reorganised,
}
