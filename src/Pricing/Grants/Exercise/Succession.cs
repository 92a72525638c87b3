namespace Pricing.Grants.Exercise;

/// <summary>Who inherits a right (release, section 11, item 3).</summary>
public static class Succession
{
    /// <summary>Passes the rights of a holder who died on.</summary>
    /// <param name="deceased">Who held them.</param>
    /// <param name="heirs">How many heirs are to inherit them.</param>
    /// <returns>
    /// <see cref="HolderKind.Heir"/>; <see cref="ReasonCode.RefusedBySection11"/> for other than one heir, and for the heir
    /// of an heir, who inherits nothing.
    /// </returns>
    public static Outcome<HolderKind> Inherit(HolderKind deceased, int heirs)
    {
        if (deceased == HolderKind.Heir)
            return Refused("holder", SettingWords.Of(deceased), "the heir of an heir inherits nothing");
        return heirs == 1
            ? HolderKind.Heir
            : Refused("heirs", Text.Of(heirs), "exactly one heir can inherit the rights");
    }

    private static Failure Refused(string field, string value, string reason) =>
        new(ReasonCode.RefusedBySection11, field, value, $"section 11, item 3: {reason}");
}
