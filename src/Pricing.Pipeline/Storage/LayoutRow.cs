namespace Pricing.Pipeline.Storage;

/// <summary>Where the ledger holds the number of the layout of what is stored. Where the row holds none, no night is planned.</summary>
public static class LayoutRow
{
    /// <summary>Its partition.</summary>
    public const string Partition = "layout";

    /// <summary>Its row.</summary>
    public const string Row = "number";
}
