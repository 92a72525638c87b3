namespace Pricing.BlackScholes.Lanes;

/// <summary>
/// The polynomials of the kernel, lowest power first, with their worst relative errors; written by
/// <c>tests/Coefficients/make_coefficients.py</c>.
/// </summary>
internal static class Coefficients
{
    /// <summary>ln 2, cut so that its product with a whole number below 2^11 is exact.</summary>
    public const double Ln2High = 0.6931471805598903;

    /// <summary>ln 2 less <see cref="Ln2High"/>.</summary>
    public const double Ln2Low = 5.497923018708371e-14;

    /// <summary>Where t of <see cref="Tail"/> is 0.</summary>
    public const double TailCenter = 6.0;

    /// <summary>b of <see cref="Tail"/>.</summary>
    public const double TailSlope = 0.7988567352294922;

    /// <summary>(e^r - 1 - r)/r^2 for |r| up to ln 2 / 2, in powers of r; worst error of e^r 2^-56.33.</summary>
    public static ReadOnlySpan<double> Exponential =>
    [
        0.5000000000000011,
        0.16666666666666413,
        0.04166666666653027,
        0.00833333333349438,
        0.0013888888943596148,
        0.00019841269506690973,
        2.4801493137415457e-05,
        2.755758633799834e-06,
        2.763023359395362e-07,
        2.5000051548830345e-08,
    ];

    /// <summary>(2 atanh(z) - 2z)/z^3 for |z| up to 1/5, in powers of z^2; worst error of 2 atanh(z) 2^-55.9.</summary>
    public static ReadOnlySpan<double> Logarithm =>
    [
        0.6666666666667268,
        0.3999999999617646,
        0.2857142939290558,
        0.2222213867861193,
        0.18186349417757167,
        0.15250311547828876,
        0.15367301960194363,
    ];

    /// <summary>(1 + b d)(1 - N(d)) e^(d^2/2) for d in 0..56, in powers of t = (d - 6)/(d + 6); worst error 2^-55.05.</summary>
    public static ReadOnlySpan<double> Tail =>
    [
        0.375275663634243,
        -0.09270327651989958,
        0.05309091675894478,
        -0.019968557734275014,
        -0.0014651654021696756,
        0.010997159893001937,
        -0.011971341315991268,
        0.008802945645749521,
        -0.004952291101804888,
        0.0021413191023334456,
        -0.0006579213979025799,
        9.794414056164553e-05,
        2.6067233269329843e-05,
        -1.994934276069e-05,
        3.621126542628294e-06,
        1.281319548086286e-06,
        -7.760361880183268e-07,
        1.1449165843525139e-08,
        1.0098554624339289e-07,
        -1.633034589080351e-08,
        -1.1786806615023073e-08,
        2.2123094993549493e-09,
        1.1377059019609662e-09,
    ];
}
