namespace Soak.Crashes;

/// <summary>What happens to one call.</summary>
internal enum Fault
{
    /// <summary>It never arrives; the caller is told that the connection broke.</summary>
    Before,

    /// <summary>It takes effect; the caller is told that nobody knows whether it did.</summary>
    After,

    /// <summary>It arrives after calls that were made later.</summary>
    Late,

    /// <summary>It arrives twice, as where a client repeats what was not answered; the caller has the second answer.</summary>
    Twice,

    /// <summary>The process ends before it.</summary>
    CrashBefore,

    /// <summary>The process ends after it took effect.</summary>
    CrashAfter,
}
