namespace Pricing.Pipeline.Valuations;

/// <summary>What the share price S is.</summary>
public enum SharePriceOrigin
{
    /// <summary>The close in regular trading on the measurement date.</summary>
    Close,

    /// <summary>The base price of the next trading day, as a source states it.</summary>
    NextBasePrice,

    /// <summary>
    /// The last close before the measurement date, which is that base price unless a special quote stood at the
    /// end or the next day was an ex-day; no source states it.
    /// </summary>
    PreviousClose,
}
