using Pricing.Policies;

namespace Pricing.BlackScholes.Certified;

/// <summary>One certified rounding, with what an auditor needs to do it again.</summary>
public readonly record struct RoundingStep
{
    /// <summary>A distance below this share of a unit is flagged.</summary>
    public const double FlaggedDistance = 1e-6;

    /// <summary>The mode applied.</summary>
    public required RoundingMode Mode { get; init; }

    /// <summary>The unit in currency, above zero.</summary>
    public required decimal Unit { get; init; }

    /// <summary>The amount before.</summary>
    public required Amount Before { get; init; }

    /// <summary>The amount after; the same where the mode is <see cref="RoundingMode.None"/>.</summary>
    public required Amount After { get; init; }

    /// <summary>The arithmetic that settled on which side of the boundary the amount lies.</summary>
    public required ArithmeticPath Path { get; init; }

    /// <summary>
    /// Whether the amount lies on a boundary: exactly, or so near that 256 bits cannot tell it from the boundary.
    /// </summary>
    public bool IsTie { get; init; }

    /// <summary>
    /// Distance of the amount before rounding to the nearest boundary, in units: 0 for a tie, at most one half;
    /// null where nothing is rounded.
    /// </summary>
    public double? DistanceToBoundary { get; init; }

    /// <summary>
    /// Whether the boundary is nearer than <see cref="FlaggedDistance"/>: a spreadsheet may round the other way.
    /// </summary>
    public bool IsFlagged => DistanceToBoundary < FlaggedDistance;
}
