using System.ComponentModel.DataAnnotations;

namespace Pricing.Pipeline.Intake.Doors;

/// <summary>Settings of the doors, section <c>Doors</c>.</summary>
public sealed record DoorOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Doors";

    /// <summary>How many dropped files are taken in side by side, 1 to 32.</summary>
    [Range(1, 32)]
    public int FilesAtOnce { get; init; } = 4;

    /// <summary>How long the plan of a night waits for files that came before it; 1 second to 1 day (default 10 min).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(10);
}
