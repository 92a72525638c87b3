using Pricing.BlackScholes.Formula;

namespace Pricing.Tests.BlackScholes.Formula;

internal static class SampleInputs
{
    /// <summary>
    /// IIJ, 3rd series, allotted 2013-07-11: close 3505, exercise price 1, 15 years, volatility from 397 weekly
    /// returns, 15-year yield 1.275 %, dividend 18.75, 200 shares.
    /// </summary>
    public static OptionInputs IijThirdSeries { get; } = new()
    {
        SharePrice = 3505m,
        ExercisePrice = 1m,
        Years = 15m,
        Volatility = 0.5577379782,
        RiskFreeRate = 0.01275m,
        DividendYield = new Ratio(18.75m, 3505m),
        SharesPerRight = 200m,
    };
}
