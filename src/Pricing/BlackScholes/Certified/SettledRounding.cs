using Pricing.BlackScholes.Formula;

namespace Pricing.BlackScholes.Certified;

/// <summary>What <see cref="QuickRounding"/> settled of a right, in few bytes.</summary>
/// <param name="PerShare">The value per share, where that is rounded.</param>
/// <param name="PerRight">The amount per right, where either is rounded.</param>
/// <param name="Product">The amount per right before, where the value per share is not rounded.</param>
/// <param name="Distance">The distance to a boundary of what was rounded as a double, in units; null where nothing was.</param>
internal readonly record struct SettledRounding(DecimalDigits PerShare, DecimalDigits PerRight, double Product, double? Distance);
