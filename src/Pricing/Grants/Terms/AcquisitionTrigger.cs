namespace Pricing.Grants.Terms;

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
