using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pricing.BlackScholes.Formula;
using Pricing.BlackScholes.Lanes;

namespace Pricing.BlackScholes.Columns;

/// <summary>Numbers in columns of a length that the lanes divide, as they were read; after <see cref="Divide"/>, the nearest doubles.</summary>
/// <typeparam name="TLanes">The variant.</typeparam>
/// <param name="numbers">The numerators; then the numbers.</param>
/// <param name="denominators">The denominators.</param>
internal readonly struct NumberColumn<TLanes>(double[] numbers, double[] denominators)
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>The numbers.</summary>
    public double[] Numbers => numbers;

    /// <summary>Sets a number.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="quotient">The number.</param>
    public void Set(int row, ExactQuotient quotient) => (numbers[row], denominators[row]) = quotient;

    /// <summary>Brings numbers to doubles.</summary>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Divide(int count)
    {
        ref var above = ref MemoryMarshal.GetArrayDataReference(numbers);
        ref var below = ref MemoryMarshal.GetArrayDataReference(denominators);
        for (nuint row = 0; row < (nuint)count; row += (nuint)TLanes.Count)
            TLanes.Store(TLanes.Load(in above, row) / TLanes.Load(in below, row), ref above, row);
    }
}
