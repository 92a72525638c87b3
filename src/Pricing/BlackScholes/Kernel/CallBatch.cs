using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Pricing.BlackScholes.Formula;
using Pricing.BlackScholes.Lanes;

namespace Pricing.BlackScholes.Kernel;

/// <summary>
/// Values many calls at once by the formula of the release (section 12): with an error of at most
/// <see cref="ErrorBound"/>, the same bits in every <see cref="LaneWidth"/> and for every length of a batch (derived and
/// measured in <c>docs/performance.md</c>).
/// </summary>
/// <remarks>
/// Rows in the limits (T, sigma, S or X 0, or sizes far beyond any market) are answered by
/// <see cref="EuropeanFormula"/>, which is slower. Nothing is allocated, save the <see cref="Greeks"/> of such a row. An
/// output may be an input of the same call (the same first row); any other overlap is refused. Calls from several threads
/// do not disturb each other.
/// </remarks>
public static class CallBatch
{
    private const double LeastAmount = 1e-38;
    private const double LargestAmount = 1e38;
    private const double LeastDeviation = 1e-8;
    private const double LargestDeviation = 15;
    private const double LargestExponent = 350;

    // "GenuineIntel" as the processor spells it. There a division of eight doubles takes the time of 32 products.
    private static readonly (int, int, int) SlowDivider = (0x756E6547, 0x6C65746E, 0x49656E69);

    /// <summary>The variant that this machine runs fastest.</summary>
    public static LaneWidth FastestHere { get; } =
        Vector512.IsHardwareAccelerated ? DividesSlowly ? LaneWidth.Bits512SlowDivider : LaneWidth.Bits512
        : Vector256.IsHardwareAccelerated ? LaneWidth.Bits256
        : LaneWidth.Bits128;

    /// <summary>The values of calls, in currency per share, each finite and at least 0.</summary>
    /// <param name="options">The inputs.</param>
    /// <param name="prices">Where the values go; no shorter than the inputs.</param>
    /// <param name="width">The variant; <see cref="FastestHere"/> unless given. All run everywhere.</param>
    /// <returns>
    /// How many leading rows were valued: the count of the inputs, or the index of the first row that is not
    /// <see cref="ContinuousTerms.AreSound"/>. That row and those behind it are left as they were.
    /// </returns>
    /// <exception cref="ArgumentException">The output is too short, or overlaps an input in another row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such variant.</exception>
    public static int Price(in OptionColumns options, Span<double> prices, LaneWidth? width = null)
    {
        Check(options, prices, nameof(prices));
        return Run(options, new(prices), width);
    }

    /// <summary>The values of calls and their six derivatives, all finite.</summary>
    /// <param name="options">The inputs.</param>
    /// <param name="prices">Where the values go; no shorter than the inputs.</param>
    /// <param name="greeks">Where the derivatives go; no shorter than the inputs. No two outputs may overlap.</param>
    /// <param name="width">The variant; <see cref="FastestHere"/> unless given. All run everywhere.</param>
    /// <returns>
    /// How many leading rows were valued: the count of the inputs, or the index of the first row that is not
    /// <see cref="ContinuousTerms.AreSound"/>, or has no <see cref="Greeks"/>: a kink at the money where sigma sqrt(T) is 0,
    /// or a derivative beyond a double's range. That row and those behind it are left as they were.
    /// </returns>
    /// <exception cref="ArgumentException">An output is too short, or overlaps an input in another row, or another output.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such variant.</exception>
    public static int Price(in OptionColumns options, Span<double> prices, in GreekColumns greeks, LaneWidth? width = null)
    {
        Check(options, prices, nameof(prices));
        Check(options, greeks.Delta, nameof(greeks));
        Check(options, greeks.Gamma, nameof(greeks));
        Check(options, greeks.Vega, nameof(greeks));
        Check(options, greeks.Theta, nameof(greeks));
        Check(options, greeks.Rho, nameof(greeks));
        Check(options, greeks.DividendRho, nameof(greeks));
        if (greeks.Collide(prices))
            throw new ArgumentException("Two outputs overlap.", nameof(greeks));

        return Run(options, new(prices, greeks), width);
    }

    /// <summary>
    /// Whether <see cref="ErrorBound"/> holds for a row: S, X and T are in 1e-38..1e38, sigma sqrt(T) in 1e-8..15, rT and
    /// qT up to 350 in size.
    /// </summary>
    /// <param name="terms">The inputs of a row.</param>
    /// <returns>Whether it does; what is not a number is out of range.</returns>
    public static bool IsInRange(in ContinuousTerms terms) =>
        IsAmount(terms.SharePrice) && IsAmount(terms.ExercisePrice) && IsAmount(terms.Years)
        && terms.Volatility * Math.Sqrt(terms.Years) is >= LeastDeviation and <= LargestDeviation
        && Math.Abs(terms.Rate * terms.Years) <= LargestExponent
        && Math.Abs(terms.DividendYield * terms.Years) <= LargestExponent;

    /// <summary>
    /// No less than the distance between a price of this batch and the value of the formula (derived in
    /// <c>docs/performance.md</c>), even where S, X, T, r and q are each off by 5/8 of a unit in the last place, as
    /// <see cref="ContinuousTerms.From"/> leaves them.
    /// </summary>
    /// <param name="terms">The inputs of a row.</param>
    /// <returns>
    /// The bound, in currency per share, rounded up to 21 bits, of the exponentials and the logarithm of the kernel: the same on every machine.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The row is not <see cref="IsInRange"/>.</exception>
    public static double ErrorBound(in ContinuousTerms terms)
    {
        if (!IsInRange(terms))
            throw new ArgumentOutOfRangeException(nameof(terms), terms, "The kernel has no bound here.");

        return CallBound<Lanes128>.OfRow(
            terms.SharePrice, terms.ExercisePrice, terms.Years, terms.Volatility, terms.Rate, terms.DividendYield);
    }

    private static bool DividesSlowly =>
        X86Base.IsSupported && X86Base.CpuId(0, 0) is var (_, first, last, middle) && (first, last, middle) == SlowDivider;

    private static int Run(in OptionColumns options, in ResultColumns results, LaneWidth? width) =>
        (width ?? FastestHere) switch
        {
            LaneWidth.Bits512SlowDivider => CallBlocks<Lanes512>.Run(options, results, inShortStages: true),
            LaneWidth.Bits512 => CallBlocks<Lanes512>.Run(options, results),
            LaneWidth.Bits256 => CallBlocks<Lanes256>.Run(options, results),
            LaneWidth.Bits128 => CallBlocks<Lanes128>.Run(options, results),
            _ => throw new ArgumentOutOfRangeException(nameof(width), width, "There is no such variant."),
        };

    private static void Check(in OptionColumns options, ReadOnlySpan<double> output, string name)
    {
        if (output.Length < options.Count)
            throw new ArgumentException("An output is shorter than the inputs.", name);

        if (options.IsTornBy(output[..options.Count]))
            throw new ArgumentException("An output overlaps an input in another row.", name);
    }

    private static bool IsAmount(double value) => value is >= LeastAmount and <= LargestAmount;
}
