using System.ComponentModel.DataAnnotations;

namespace Pricing.Pipeline.Intake.Waiting;

/// <summary>Settings of the rows that wait, section <c>Waiting</c>.</summary>
public sealed record WaitingOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Waiting";

    /// <summary>How many days a row waits before it is refused, 1 to 3650.</summary>
    [Range(1, 3650)]
    public int Days { get; init; } = 30;
}
