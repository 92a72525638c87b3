namespace Pricing.Pipeline.Nights.Ledger;

/// <summary>Up to where the nights are done without a gap.</summary>
public sealed record Watermark
{
    /// <summary>The first date to value.</summary>
    public required DateOnly First { get; init; }

    /// <summary>The last date that is done; null before the first.</summary>
    public DateOnly? DoneThrough { get; init; }
}
