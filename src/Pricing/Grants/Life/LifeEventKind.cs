namespace Pricing.Grants.Life;

/// <summary>
/// What happened to rights or to who holds them, in the order in which events of one day count: what is a fact comes first.
/// </summary>
public enum LifeEventKind
{
    /// <summary>The company decided on shares per right and exercise price (release, section 3).</summary>
    Adjusted,

    /// <summary>A holder died (release, section 11, item 3).</summary>
    Died,

    /// <summary>The one heir inherited the rights (release, section 11, item 3).</summary>
    Inherited,

    /// <summary>A holder lost an office (release, section 11, item 2).</summary>
    LeftOffice,

    /// <summary>The holder exercised rights (release, sections 4 to 6, 10 and 11).</summary>
    Exercised,

    /// <summary>The holder lost rights, or gave them up.</summary>
    Forfeited,

    /// <summary>The company acquired rights (release, section 8).</summary>
    Acquired,

    /// <summary>Successor rights took the place of rights in a reorganisation (release, section 9).</summary>
    Reorganised,

    /// <summary>Rights ended with their last day of exercise.</summary>
    Lapsed,
}
