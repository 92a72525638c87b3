namespace Pricing.Grants.Exercise;

/// <summary>A holder's exercise of rights.</summary>
public sealed record ExerciseOrder
{
    /// <summary>The day of the exercise.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The rights to exercise; a right is exercised whole (release, section 11, item 1).</summary>
    public required decimal Rights { get; init; }

    /// <summary>The shares per right in force on the day, at least 0.</summary>
    public required decimal SharesPerRight { get; init; }

    /// <summary>X, in currency per share, at least 0: one yen in the release.</summary>
    public required decimal ExercisePrice { get; init; }
}
