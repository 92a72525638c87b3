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

    /// <summary>
    /// The tries of one of its steps are used up. Its date stays open: it is tried again from its plan every business
    /// morning until it completes, is cancelled, or is waived.
    /// </summary>
    Failed,
}
