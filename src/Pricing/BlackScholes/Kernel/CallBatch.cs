using System.Runtime.Intrinsics;

namespace Pricing.BlackScholes.Kernel;

/// <summary>
/// Values many calls at once by the formula of the release (section 12): absolute error below 6e-16
/// max(S e^(-qT), X e^(-rT)), the same bits in every <see cref="LaneWidth"/> and for every length of a batch
/// (derived and measured in <c>docs/performance.md</c>).
/// </summary>
/// <remarks>
/// Rows in the limits (T, sigma, S or X 0, or sizes far beyond any market) are answered by
/// <see cref="EuropeanFormula"/>, which is slower. Nothing is allocated, save the <see cref="Greeks"/> of such a row. An
/// output may be an input of the same call (the same first row); any other overlap is refused. Calls from several threads
/// do not disturb each other.
/// </remarks>
public static class CallBatch
{
    private const double RoundingError = 1.0 / (1L << 53);
    private const double LeastAmount = 1e-38;
    private const double LargestAmount = 1e38;
    private const double LeastDeviation = 1e-8;
    private const double LargestDeviation = 15;
    private const double LargestExponent = 350;

    /// <summary>The widest variant that this machine runs fast.</summary>
    public static LaneWidth WidestHere { get; } =
        Vector512.IsHardwareAccelerated ? LaneWidth.Bits512
        : Vector256.IsHardwareAccelerated ? LaneWidth.Bits256
        : LaneWidth.Bits128;

    /// <summary>The values of calls, in currency per share, each finite and at least 0.</summary>
    /// <param name="options">The inputs.</param>
    /// <param name="prices">Where the values go; no shorter than the inputs.</param>
    /// <param name="width">The variant; <see cref="WidestHere"/> unless given. All run everywhere.</param>
    /// <returns>
    /// How many leading rows were valued: the count of the inputs, or the index of the first row that is not
    /// <see cref="ContinuousTerms.AreSound"/>. That row and those behind it are left as they were.
    /// </returns>
    /// <exception cref="ArgumentException">The output is too short, or overlaps an input in another row.</exception>
    public static int Price(in OptionColumns options, Span<double> prices, LaneWidth? width = null)
    {
        Check(options, prices);
        return Run(options, new(prices), width);
    }

    /// <summary>The values of calls and their six derivatives, all finite.</summary>
    /// <param name="options">The inputs.</param>
    /// <param name="prices">Where the values go; no shorter than the inputs.</param>
    /// <param name="greeks">Where the derivatives go; no shorter than the inputs. No two outputs may overlap.</param>
    /// <param name="width">The variant; <see cref="WidestHere"/> unless given. All run everywhere.</param>
    /// <returns>
    /// How many leading rows were valued: the count of the inputs, or the index of the first row that is not
    /// <see cref="ContinuousTerms.AreSound"/> or has a kink instead of derivatives (sigma sqrt(T) is 0 at the money). That
    /// row and those behind it are left as they were.
    /// </returns>
    /// <exception cref="ArgumentException">An output is too short, or overlaps an input in another row, or another output.</exception>
    public static int Price(in OptionColumns options, Span<double> prices, in GreekColumns greeks, LaneWidth? width = null)
    {
        Check(options, prices);
        Check(options, greeks.Delta);
        Check(options, greeks.Gamma);
        Check(options, greeks.Vega);
        Check(options, greeks.Theta);
        Check(options, greeks.Rho);
        Check(options, greeks.DividendRho);
        if (greeks.Collide(prices))
            throw new ArgumentException("Two outputs overlap.", nameof(greeks));

        return Run(options, new(prices, greeks), width);
    }

    /// <summary>
    /// Whether the kernel itself values a row, with the error of <see cref="ErrorBound"/>: S, X and T in 1e-38..1e38,
    /// sigma sqrt(T) in 1e-8..15, rT and qT up to 350 in size.
    /// </summary>
    /// <param name="terms">The inputs of a row.</param>
    public static bool IsInRange(in ContinuousTerms terms) =>
        IsAmount(terms.SharePrice) && IsAmount(terms.ExercisePrice) && IsAmount(terms.Years)
        && terms.Volatility * Math.Sqrt(terms.Years) is >= LeastDeviation and <= LargestDeviation
        && Math.Abs(terms.Rate * terms.Years) <= LargestExponent
        && Math.Abs(terms.DividendYield * terms.Years) <= LargestExponent;

    /// <summary>
    /// No less than the distance between a price of this batch and the value of the formula (derived in
    /// <c>docs/performance.md</c>), even where S, X, T, r and q are each off by half a unit in the last place.
    /// </summary>
    /// <param name="terms">The inputs of a row.</param>
    /// <exception cref="ArgumentOutOfRangeException">The row is not <see cref="IsInRange"/>.</exception>
    public static double ErrorBound(in ContinuousTerms terms)
    {
        if (!IsInRange(terms))
            throw new ArgumentOutOfRangeException(nameof(terms), terms, "The kernel has no bound here.");

        var (earned, paid) = (terms.Rate * terms.Years, terms.DividendYield * terms.Years);
        var legs = (terms.SharePrice * Math.Exp(-paid)) + (terms.ExercisePrice * Math.Exp(-earned));
        var forward = Math.Log(terms.SharePrice / terms.ExercisePrice) + earned - paid;
        var deviation = terms.Volatility * Math.Sqrt(terms.Years);
        return RoundingError * legs
            * (17 + (4 * (Math.Abs(earned) + Math.Abs(paid))) + (3 * Math.Abs(forward)) + deviation);
    }

    private static int Run(in OptionColumns options, in ResultColumns results, LaneWidth? width) =>
        (width ?? WidestHere) switch
        {
            LaneWidth.Bits512 => CallBlocks<Lanes512>.Run(options, results),
            LaneWidth.Bits256 => CallBlocks<Lanes256>.Run(options, results),
            _ => CallBlocks<Lanes128>.Run(options, results),
        };

    private static void Check(in OptionColumns options, ReadOnlySpan<double> output)
    {
        if (output.Length < options.Count)
            throw new ArgumentException("An output is shorter than the inputs.");

        if (options.IsTornBy(output[..options.Count]))
            throw new ArgumentException("An output overlaps an input in another row.");
    }

    private static bool IsAmount(double value) => value is >= LeastAmount and <= LargestAmount;
}
