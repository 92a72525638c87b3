namespace Pricing.Files.Prices;

/// <summary>What the closes around a split's ex-date show of it.</summary>
internal enum SplitJump
{
    /// <summary>They jump by about the ratio: they are raw.</summary>
    Shown,

    /// <summary>They do not jump: they are adjusted for the split.</summary>
    Adjusted,

    /// <summary>They jump the other way: the factor is the wrong way round.</summary>
    Opposite,

    /// <summary>They jump by something else.</summary>
    Other,

    /// <summary>The split is too small to be told from an ordinary day.</summary>
    Undecided,
}
