namespace Pricing.Pipeline.Nights.Runs;

/// <summary>Where a run stands.</summary>
public enum RunStatus
{
    /// <summary>Asked for, not started.</summary>
    Requested,

    /// <summary>Started.</summary>
    Running,

    /// <summary>Every value of its plan is stored and counted.</summary>
    Completed,

    /// <summary>Stopped on request; its plan stays, and it can be asked for again as a new version.</summary>
    Cancelled,
}
