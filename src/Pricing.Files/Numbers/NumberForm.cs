namespace Pricing.Files.Numbers;

/// <summary>What may stand in a number of a column.</summary>
/// <param name="Mark">What its marks mean.</param>
/// <param name="Percent">What a percentage means.</param>
/// <param name="AllowsExponent">Whether <c>1e-3</c> is a number.</param>
/// <param name="AllowsSuffix">Whether K, M and B may stand behind it, or thousands of its unit.</param>
/// <param name="Unit">The unit that may stand behind it.</param>
internal readonly record struct NumberForm(
    DecimalMark Mark, PercentSign Percent = PercentSign.Refused, bool AllowsExponent = false, bool AllowsSuffix = false, NumberUnit Unit = NumberUnit.None);
