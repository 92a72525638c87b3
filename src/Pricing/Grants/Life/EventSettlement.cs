namespace Pricing.Grants.Life;

/// <summary>What an event comes to by the terms.</summary>
public sealed record EventSettlement
{
    /// <summary>The rights outstanding after it.</summary>
    public required int RightsOutstanding { get; init; }

    /// <summary>The rights that the holder has after it; null where that is not known or nobody is named.</summary>
    public int? HolderRights { get; init; }

    /// <summary>The days on which the holder's rights can be exercised from now on; null where the event sets none.</summary>
    public DateWindow? Window { get; init; }

    /// <summary>The last day on which rights that ended, or end by it, could be exercised; null where the event sets none.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>Of an exercise, what it delivers and costs.</summary>
    public ExerciseAmounts? Exercise { get; init; }

    /// <summary>Of a decision, shares per right in force from its day on.</summary>
    public decimal? SharesPerRight { get; init; }

    /// <summary>Of a decision, X in force from its day on.</summary>
    public decimal? ExercisePrice { get; init; }

    /// <summary>Of a reorganisation, the exercise period of the successor rights.</summary>
    public DateWindow? SuccessorPeriod { get; init; }

    /// <summary>The rules that were asked, in the order of the release.</summary>
    public IReadOnlyList<RuleAnswer> Rules { get; init; } = [];

    /// <summary>What else is to be known.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>What a rule of the terms says to an event that is not refused.</summary>
/// <param name="Section">The section of the release.</param>
/// <param name="IsChecked">Whether it was checked; else what it needs is not known.</param>
/// <param name="Text">What was found, without a capital or a full stop.</param>
public sealed record RuleAnswer(string Section, bool IsChecked, string Text)
{
    /// <summary>A rule that is met.</summary>
    /// <param name="section">The section.</param>
    /// <param name="text">What was found.</param>
    internal static RuleAnswer Met(string section, string text) => new(section, true, text);

    /// <summary>A rule that nobody can check.</summary>
    /// <param name="section">The section.</param>
    /// <param name="missing">What is missing for it.</param>
    internal static RuleAnswer NotChecked(string section, string missing) => new(section, false, $"not checked: {missing}");
}
