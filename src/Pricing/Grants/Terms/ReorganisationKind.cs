namespace Pricing.Grants.Terms;

/// <summary>A reorganisation after which successor rights are delivered (release, section 9).</summary>
public enum ReorganisationKind
{
    /// <summary>A merger in which the company dissolves.</summary>
    Merger,

    /// <summary>An absorption-type or incorporation-type demerger in which the company is split.</summary>
    Demerger,

    /// <summary>A share exchange that makes the company a wholly owned subsidiary.</summary>
    ShareExchange,

    /// <summary>A share transfer that makes the company a wholly owned subsidiary.</summary>
    ShareTransfer,
}
