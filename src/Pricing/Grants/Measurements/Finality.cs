namespace Pricing.Grants.Measurements;

/// <summary>Whether a grant-date value can still change by inputs that have yet to arrive.</summary>
public enum Finality
{
    /// <summary>An input dated the grant date may still arrive.</summary>
    Provisional,

    /// <summary>Every input has arrived; the value is never overwritten, only corrected by a new version.</summary>
    Final,
}
