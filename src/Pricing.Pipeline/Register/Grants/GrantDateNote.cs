namespace Pricing.Pipeline.Register.Grants;

/// <summary>Where the grant-date value of a grant stands.</summary>
/// <param name="GrantId">The grant.</param>
/// <param name="GrantVersion">The version of the terms that were valued.</param>
/// <param name="Status">The status of the value.</param>
/// <param name="ValueVersion">The value's version.</param>
public sealed record GrantDateNote(string GrantId, int GrantVersion, GrantDateStatus Status, int ValueVersion);

/// <summary>Where a grant's grant-date value stands.</summary>
public enum GrantDateStatus
{
    /// <summary>Not computed yet, or computed for terms that were amended since.</summary>
    None,

    /// <summary>Computed, but an input dated the grant date may still arrive.</summary>
    Provisional,

    /// <summary>Computed from inputs that can no longer change.</summary>
    Final,
}
