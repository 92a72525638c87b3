namespace Pricing.Api.Identity;

/// <summary>Whose data a route is about, by which roles that are limited to an issuer are held against it.</summary>
public enum Reach
{
    /// <summary>All issuers' data: a role for all of them is needed.</summary>
    AllIssuers,

    /// <summary>The data of the issuer that the address names: a role for that one is needed.</summary>
    IssuerOfAddress,

    /// <summary>What the route itself narrows to the caller's issuers, or refuses: a role for any of them is needed.</summary>
    NarrowedByRoute,

    /// <summary>No issuer's data: a role for any of them is needed.</summary>
    NoIssuer,
}
