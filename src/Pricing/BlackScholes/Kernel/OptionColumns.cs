using Pricing.BlackScholes.Formula;

namespace Pricing.BlackScholes.Kernel;

/// <summary>The inputs of many options, one column each; a row is a <see cref="ContinuousTerms"/>.</summary>
public readonly ref struct OptionColumns
{
    /// <summary>Takes columns of one length.</summary>
    /// <param name="sharePrice">S, in currency per share.</param>
    /// <param name="exercisePrice">X, in currency per share.</param>
    /// <param name="years">T, in years.</param>
    /// <param name="volatility">Sigma, per square root of a year.</param>
    /// <param name="rate">r, continuous, per year.</param>
    /// <param name="dividendYield">q, continuous, per year.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public OptionColumns(
        ReadOnlySpan<double> sharePrice,
        ReadOnlySpan<double> exercisePrice,
        ReadOnlySpan<double> years,
        ReadOnlySpan<double> volatility,
        ReadOnlySpan<double> rate,
        ReadOnlySpan<double> dividendYield)
    {
        if (exercisePrice.Length != sharePrice.Length || years.Length != sharePrice.Length
            || volatility.Length != sharePrice.Length || rate.Length != sharePrice.Length
            || dividendYield.Length != sharePrice.Length)
        {
            throw new ArgumentException("The columns differ in length.");
        }

        SharePrice = sharePrice;
        ExercisePrice = exercisePrice;
        Years = years;
        Volatility = volatility;
        Rate = rate;
        DividendYield = dividendYield;
    }

    /// <summary>S, in currency per share.</summary>
    public ReadOnlySpan<double> SharePrice { get; }

    /// <summary>X, in currency per share.</summary>
    public ReadOnlySpan<double> ExercisePrice { get; }

    /// <summary>T, in years.</summary>
    public ReadOnlySpan<double> Years { get; }

    /// <summary>Sigma, per square root of a year.</summary>
    public ReadOnlySpan<double> Volatility { get; }

    /// <summary>r, continuous, per year.</summary>
    public ReadOnlySpan<double> Rate { get; }

    /// <summary>q, continuous, per year.</summary>
    public ReadOnlySpan<double> DividendYield { get; }

    /// <summary>Rows.</summary>
    public int Count => SharePrice.Length;

    /// <summary>One row.</summary>
    /// <param name="row">Its index.</param>
    public ContinuousTerms this[int row] =>
        new(SharePrice[row], ExercisePrice[row], Years[row], Volatility[row], Rate[row], DividendYield[row]);

    /// <summary>Some rows.</summary>
    /// <param name="start">The first.</param>
    /// <param name="count">How many.</param>
    public OptionColumns Slice(int start, int count) => new(
        SharePrice.Slice(start, count),
        ExercisePrice.Slice(start, count),
        Years.Slice(start, count),
        Volatility.Slice(start, count),
        Rate.Slice(start, count),
        DividendYield.Slice(start, count));

    /// <summary>Whether writing a row of the column would change another row of these.</summary>
    internal bool IsTornBy(ReadOnlySpan<double> column) =>
        IsTornBy(SharePrice, column) || IsTornBy(ExercisePrice, column) || IsTornBy(Years, column)
        || IsTornBy(Volatility, column) || IsTornBy(Rate, column) || IsTornBy(DividendYield, column);

    private static bool IsTornBy(ReadOnlySpan<double> input, ReadOnlySpan<double> output) =>
        input.Overlaps(output, out var offset) && offset != 0;
}
