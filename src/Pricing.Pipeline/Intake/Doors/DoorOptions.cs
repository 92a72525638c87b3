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
}
