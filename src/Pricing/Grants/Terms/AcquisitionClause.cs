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

/// <summary>A resolution that lets the company acquire the rights (release, section 8).</summary>
public enum AcquisitionTrigger
{
    /// <summary>A merger in which the company dissolves.</summary>
    MergerDissolvingCompany,

    /// <summary>A share exchange that makes the company a wholly owned subsidiary.</summary>
    ShareExchangeIntoSubsidiary,

    /// <summary>A share transfer that makes the company a wholly owned subsidiary.</summary>
    ShareTransferIntoSubsidiary,
}
