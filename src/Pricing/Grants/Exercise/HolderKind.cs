namespace Pricing.Grants.Exercise;

/// <summary>Who holds a right.</summary>
public enum HolderKind
{
    /// <summary>The director or officer to whom it was allotted.</summary>
    Allottee,

    /// <summary>The one heir who inherited it from the allottee.</summary>
    Heir,
}
