namespace PricingFunctions.Local.Azurite;

/// <summary>Who has a loopback port.</summary>
internal enum PortState
{
    /// <summary>Nobody.</summary>
    Free,

    /// <summary>The service of Azurite that belongs there.</summary>
    Azurite,

    /// <summary>Something else.</summary>
    Taken,
}
