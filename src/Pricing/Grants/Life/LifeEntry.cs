namespace Pricing.Grants.Life;

/// <summary>An event and what it comes to.</summary>
/// <param name="Event">The event.</param>
/// <param name="Settlement">What it comes to; or why it does not stand.</param>
/// <param name="ReversedBy">The event that took it back; null where none did.</param>
public sealed record LifeEntry(LifeEvent Event, Outcome<EventSettlement> Settlement, string? ReversedBy)
{
    /// <summary>Whether it counts: it is settled and was not taken back.</summary>
    public bool Stands => ReversedBy is null && Settlement.IsSuccess;
}
