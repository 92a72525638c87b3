namespace Pricing.Pipeline.Intake.Records;

/// <summary>How far an attempt to take a file in has come.</summary>
public enum FileState
{
    /// <summary>Its bytes are kept; it is not taken in to its end.</summary>
    Kept,

    /// <summary>It is taken in to its end, and has its report.</summary>
    Done,

    /// <summary>It failed however often it was tried, and is in quarantine.</summary>
    GivenUp,
}
