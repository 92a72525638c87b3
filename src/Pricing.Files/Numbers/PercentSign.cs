namespace Pricing.Files.Numbers;

/// <summary>What a percentage means in a column.</summary>
internal enum PercentSign
{
    /// <summary>It has no place there.</summary>
    Refused,

    /// <summary>A hundredth: <c>55.77 %</c> is 0.5577.</summary>
    Fraction,

    /// <summary>The column is in percent, so the sign says nothing new.</summary>
    Redundant,

    /// <summary>The column's name says percent, so a plain number is a percentage too.</summary>
    Implied,
}
