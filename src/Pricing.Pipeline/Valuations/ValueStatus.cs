namespace Pricing.Pipeline.Valuations;

/// <summary>Where a value stands.</summary>
public enum ValueStatus
{
    /// <summary>Made of inputs that can no longer change.</summary>
    Final,

    /// <summary>An input dated the measurement date may still arrive.</summary>
    Provisional,

    /// <summary>There is no value; the failures say why.</summary>
    Failed,
}
