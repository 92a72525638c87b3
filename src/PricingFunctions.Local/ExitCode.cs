namespace PricingFunctions.Local;

/// <summary>What the process tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>All was done.</summary>
    public const int Success = 0;

    /// <summary>The machine lacks something, or something failed on the way.</summary>
    public const int Failed = 1;

    /// <summary>The options, the file or its header cannot be read, or a file has a defect.</summary>
    public const int Unreadable = 2;

    /// <summary>The input was read, but not everything in it can be computed, or was stored.</summary>
    public const int NotComputed = 3;
}
