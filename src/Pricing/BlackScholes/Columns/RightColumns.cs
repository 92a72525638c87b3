using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pricing.BlackScholes.Formula;
using Pricing.BlackScholes.Kernel;
using Pricing.BlackScholes.Lanes;

namespace Pricing.BlackScholes.Columns;

/// <summary>Terms of rights in columns, worked on together: brought to doubles, then valued with their bounds.</summary>
/// <typeparam name="TLanes">The variant.</typeparam>
/// <param name="size">How many fit.</param>
internal sealed class RightColumns<TLanes>(int size)
    where TLanes : struct, ILanes<TLanes>
{
    private readonly NumberColumn<TLanes> sharePrices = new(Column(size), Column(size));
    private readonly NumberColumn<TLanes> exercisePrices = new(Column(size), Column(size));
    private readonly NumberColumn<TLanes> years = new(Column(size), Column(size));
    private readonly double[] volatilities = Column(size);
    private readonly RateColumn<TLanes> rates = new(Column(size), Column(size), Column(size));
    private readonly RateColumn<TLanes> dividendYields = new(Column(size), Column(size), Column(size));
    private readonly double[] prices = Column(size);
    private readonly double[] bounds = Column(size);

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether no more fit.</summary>
    public bool IsFull => Count == size;

    /// <summary>The terms of a row, once they are doubles.</summary>
    /// <param name="row">The row.</param>
    public ContinuousTerms this[int row]
    {
        get => new(
            sharePrices.Numbers[row], exercisePrices.Numbers[row], years.Numbers[row], volatilities[row], rates.Rates[row], dividendYields.Rates[row]);
        set => (sharePrices.Numbers[row], exercisePrices.Numbers[row], years.Numbers[row], volatilities[row], rates.Rates[row], dividendYields.Rates[row]) = value;
    }

    /// <summary>Adds terms as they were read.</summary>
    /// <param name="sharePrice">S.</param>
    /// <param name="exercisePrice">X.</param>
    /// <param name="time">T.</param>
    /// <param name="volatility">Sigma.</param>
    /// <param name="rate">r.</param>
    /// <param name="dividendYield">q.</param>
    public void Add(
        ExactQuotient sharePrice, ExactQuotient exercisePrice, ExactQuotient time, double volatility, in PlainRate rate, in PlainRate dividendYield)
    {
        var row = Count++;
        sharePrices.Set(row, sharePrice);
        exercisePrices.Set(row, exercisePrice);
        years.Set(row, time);
        volatilities[row] = volatility;
        rates.Set(row, rate);
        dividendYields.Set(row, dividendYield);
    }

    /// <summary>Is empty again.</summary>
    public void Clear() => Count = 0;

    /// <summary>Whether a row's rate is not certainly the nearest double.</summary>
    /// <param name="row">The row.</param>
    public bool IsRateInDoubt(int row) => rates.IsInDoubt(row);

    /// <summary>Whether a row's yield is not certainly the nearest double.</summary>
    /// <param name="row">The row.</param>
    public bool IsDividendYieldInDoubt(int row) => dividendYields.IsInDoubt(row);

    /// <summary>Brings all terms to doubles.</summary>
    public void Convert()
    {
        sharePrices.Divide(Count);
        exercisePrices.Divide(Count);
        years.Divide(Count);
        rates.MakeContinuous(Count);
        dividendYields.MakeContinuous(Count);
    }

    /// <summary>Values all rows, which are in the range of the kernel.</summary>
    public void Value()
    {
        var options = new OptionColumns(
            Filled(sharePrices.Numbers),
            Filled(exercisePrices.Numbers),
            Filled(years.Numbers),
            Filled(volatilities),
            Filled(rates.Rates),
            Filled(dividendYields.Rates));
        if (CallBatch.Price(options, prices) != Count)
            throw new InvalidOperationException("A row in the range of the kernel has a value.");

        Bound();
    }

    /// <summary>The value of a row and no less than its distance to the true one.</summary>
    /// <param name="row">The row.</param>
    public (double Price, double Bound) ValueOf(int row) => (prices[row], bounds[row]);

    // The last rows fill the lanes too.
    private static double[] Column(int size) => new double[(size + TLanes.Count - 1) / TLanes.Count * TLanes.Count];

    private ReadOnlySpan<double> Filled(double[] column) => column.AsSpan(0, Count);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Bound()
    {
        ref var sharePrice = ref MemoryMarshal.GetArrayDataReference(sharePrices.Numbers);
        ref var exercisePrice = ref MemoryMarshal.GetArrayDataReference(exercisePrices.Numbers);
        ref var time = ref MemoryMarshal.GetArrayDataReference(years.Numbers);
        ref var volatility = ref MemoryMarshal.GetArrayDataReference(volatilities);
        ref var rate = ref MemoryMarshal.GetArrayDataReference(rates.Rates);
        ref var dividendYield = ref MemoryMarshal.GetArrayDataReference(dividendYields.Rates);
        ref var bound = ref MemoryMarshal.GetArrayDataReference(bounds);
        for (nuint row = 0; row < (nuint)Count; row += (nuint)TLanes.Count)
        {
            var ofRows = CallBound<TLanes>.Of(
                TLanes.Load(in sharePrice, row),
                TLanes.Load(in exercisePrice, row),
                TLanes.Load(in time, row),
                TLanes.Load(in volatility, row),
                TLanes.Load(in rate, row),
                TLanes.Load(in dividendYield, row));
            TLanes.Store(ofRows, ref bound, row);
        }
    }
}
