namespace Pricing.BlackScholes;

/// <summary>The formula of the release (section 12) in double precision.</summary>
public static class EuropeanFormula
{
    /// <summary>The value of a call, in currency per share.</summary>
    /// <param name="terms">Inputs with finite discount factors.</param>
    public static double Call(in ContinuousTerms terms)
    {
        var (s, x, t, sigma, r, q) = terms;
        var share = s * Math.Exp(-q * t);
        var strike = x * Math.Exp(-r * t);
        var deviation = sigma * Math.Sqrt(t);
        if (deviation == 0 || s == 0 || x == 0)
            return Math.Max(share - strike, 0);

        var d = ((Math.Log(s / x) + ((r - q) * t)) / deviation) + (deviation / 2);
        return (share * Normal(d)) - (strike * Normal(d - deviation));
    }

    private static double Normal(double d) => MathNet.Numerics.SpecialFunctions.Erfc(-d / Math.Sqrt(2)) / 2;
}
