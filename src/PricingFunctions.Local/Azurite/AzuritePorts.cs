namespace PricingFunctions.Local.Azurite;

/// <summary>The loopback ports of Azurite's three services.</summary>
/// <param name="Blob">The port of the blob service.</param>
/// <param name="Queue">The port of the queue service.</param>
/// <param name="Table">The port of the table service.</param>
public readonly record struct AzuritePorts(int Blob, int Queue, int Table)
{
    /// <summary>The ports that Azurite and the storage tools assume: 10000, 10001, 10002.</summary>
    public static AzuritePorts Default { get; } = From(10000);

    /// <summary>Whichever ports are free: the system picks them when Azurite starts.</summary>
    public static AzuritePorts Free { get; } = new(0, 0, 0);

    /// <summary>Three ports in a row.</summary>
    /// <param name="first">The first, 1 to 65533.</param>
    public static AzuritePorts From(int first) => new(first, first + 1, first + 2);
}
