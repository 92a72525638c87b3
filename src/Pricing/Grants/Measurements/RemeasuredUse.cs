using Pricing.Grants.Terms;

namespace Pricing.Grants.Measurements;

/// <summary>The use that a remeasured value states.</summary>
public static class RemeasuredUse
{
    /// <summary>The use asked for, by default the books for a liability and management for equity.</summary>
    /// <param name="award">How the award stands in the books.</param>
    /// <param name="asked">The use asked for; null for the default.</param>
    /// <returns>
    /// The use, or <see cref="ReasonCode.InvalidField"/> for the books of an equity-classified award.
    /// </returns>
    public static Outcome<MeasurementUse> For(AwardClass award, MeasurementUse? asked = null) => (award, asked) switch
    {
        (AwardClass.Equity, MeasurementUse.Books) => Invalid.Field(
            "use", SettingWords.Of(MeasurementUse.Books), "an equity-classified award is not remeasured in the books"),
        (_, { } use) => use,
        (AwardClass.Liability, null) => MeasurementUse.Books,
        _ => MeasurementUse.Management,
    };
}
