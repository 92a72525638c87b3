namespace Pricing.Pipeline.Register.Grants;

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
