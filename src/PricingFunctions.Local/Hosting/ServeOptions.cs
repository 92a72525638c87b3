using PricingFunctions.Local.Azurite;

namespace PricingFunctions.Local.Hosting;

/// <summary>How the local host is run.</summary>
public sealed record ServeOptions
{
    /// <summary>The loopback port of the host's HTTP endpoints.</summary>
    public int Port { get; init; } = 7071;

    /// <summary>The loopback port of the feed that serves the sample market data.</summary>
    public int FeedPort { get; init; } = 7072;

    /// <summary>The loopback ports of Azurite.</summary>
    public AzuritePorts AzuritePorts { get; init; } = AzuritePorts.Default;

    /// <summary>The folder of Azurite's data, absolute.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Whether to end after the first night.</summary>
    public bool Once { get; init; }

    /// <summary>Whether the samples are wanted where nothing else says that they are not.</summary>
    public bool Samples { get; init; } = true;

    /// <summary>The top folder of the repository, absolute.</summary>
    public required string Root { get; init; }
}
