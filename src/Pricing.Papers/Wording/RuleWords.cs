using Pricing.Dividends;
using Pricing.Policies;

namespace Pricing.Papers.Wording;

/// <summary>The words of rules and kinds.</summary>
internal static class RuleWords
{
    /// <summary>How r becomes continuous.</summary>
    /// <param name="convention">The rule.</param>
    public static Word Of(RateConvention convention) => convention switch
    {
        RateConvention.Annual => Word.RateAnnual,
        RateConvention.SemiAnnual => Word.RateSemiAnnual,
        _ => Word.RateContinuous,
    };

    /// <summary>How q becomes continuous.</summary>
    /// <param name="convention">The rule.</param>
    public static Word Of(YieldConvention convention) => convention switch
    {
        YieldConvention.Annual => Word.YieldAnnual,
        YieldConvention.AnnualDiscount => Word.YieldAnnualDiscount,
        _ => Word.YieldContinuous,
    };

    /// <summary>What a dividend was declared as.</summary>
    /// <param name="kind">The kind.</param>
    public static InputWord Of(DividendKind kind) => kind switch
    {
        DividendKind.Interim => InputWord.DividendInterim,
        DividendKind.Commemorative => InputWord.DividendCommemorative,
        _ => InputWord.DividendFinal,
    };
}
