namespace Pricing.Pipeline.Valuations;

/// <summary>What a text is to a decimal.</summary>
public enum DecimalText
{
    /// <summary>A number that a decimal holds as written.</summary>
    Exact,

    /// <summary>A number that has more digits, or is larger or smaller, than a decimal can hold.</summary>
    Inexact,

    /// <summary>No number.</summary>
    NotANumber,
}
