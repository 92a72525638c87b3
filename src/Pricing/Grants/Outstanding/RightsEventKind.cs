namespace Pricing.Grants.Outstanding;

/// <summary>What took rights out of those outstanding.</summary>
public enum RightsEventKind
{
    /// <summary>The holder exercised them.</summary>
    Exercised,

    /// <summary>The holder lost them, for instance by not exercising in time after losing office.</summary>
    Forfeited,

    /// <summary>The company acquired them (release, section 8).</summary>
    Acquired,

    /// <summary>The exercise period ended, or the days on which the holder could exercise.</summary>
    Lapsed,

    /// <summary>Successor rights took their place (release, section 9).</summary>
    Reorganised,
}
