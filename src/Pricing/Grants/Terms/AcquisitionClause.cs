namespace Pricing.Grants.Terms;

/// <summary>When the company can acquire the rights, and for what (release, section 8).</summary>
public sealed record AcquisitionClause
{
    /// <summary>The clause of the release: on any of the three resolutions, without consideration.</summary>
    public static AcquisitionClause Release { get; } = new()
    {
        Triggers = Enum.GetValues<AcquisitionTrigger>(),
        ConsiderationPerRight = 0m,
    };

    /// <summary>The resolutions, any of which suffices.</summary>
    public required IReadOnlyList<AcquisitionTrigger> Triggers { get; init; }

    /// <summary>What the company pays for a right, in currency.</summary>
    public required decimal ConsiderationPerRight { get; init; }
}
