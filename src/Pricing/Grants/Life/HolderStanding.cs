using Pricing.Grants.Exercise;

namespace Pricing.Grants.Life;

/// <summary>How a holder stands after all events.</summary>
public sealed record HolderStanding
{
    /// <summary>The company's own id for the holder.</summary>
    public required string Holder { get; init; }

    /// <summary>The group of allottees; null where holders are not known, and of an heir.</summary>
    public string? Group { get; init; }

    /// <summary>Whether the rights were allotted to the holder or inherited.</summary>
    public HolderKind Kind { get; init; }

    /// <summary>The rights that the holder has; null where that is not known.</summary>
    public int? Rights { get; init; }

    /// <summary>The day on which the holder lost office and with it the right; null while in office.</summary>
    public DateOnly? LostOffice { get; init; }

    /// <summary>The day on which the holder died.</summary>
    public DateOnly? Died { get; init; }

    /// <summary>The day on which an heir inherited.</summary>
    public DateOnly? Inherited { get; init; }

    /// <summary>From whom an heir inherited.</summary>
    public string? From { get; init; }

    /// <summary>Who inherited the rights of a holder who died.</summary>
    public string? PassedTo { get; init; }

    /// <summary>The days on which the rights can be exercised; null where no event has set them, and where there is none.</summary>
    public DateWindow? Window { get; init; }

    /// <summary>Whether an event has set the days.</summary>
    internal bool HasWindow => LostOffice is not null || Inherited is not null;

    /// <summary>The last day that events have set; null where the end of the exercise period alone bounds the rights.</summary>
    internal DateOnly? LastDay => AwaitHeir ? null : Kind == HolderKind.Heir && Died < LastDayOfWindow ? Died : LastDayOfWindow;

    /// <summary>Whether the holder died with rights that pass to one heir: no day ends them until somebody inherits (section 11, item 3).</summary>
    internal bool AwaitHeir => Kind == HolderKind.Allottee && Died is not null && PassedTo is null && !(HasWindow && LastDayOfWindow < Died);

    private DateOnly? LastDayOfWindow => Window?.To ?? LostOffice ?? Inherited;

    /// <summary>Whether the rights had ended by a day.</summary>
    internal bool HadEndedBy(DateOnly date) => HasWindow && LastDay < date;
}
