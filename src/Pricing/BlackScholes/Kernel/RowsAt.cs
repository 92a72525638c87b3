using System.Runtime.InteropServices;

namespace Pricing.BlackScholes.Kernel;

/// <summary>The six inputs from one row on.</summary>
internal readonly ref struct RowsAt
{
    public readonly ref readonly double SharePrice;
    public readonly ref readonly double ExercisePrice;
    public readonly ref readonly double Years;
    public readonly ref readonly double Volatility;
    public readonly ref readonly double Rate;
    public readonly ref readonly double DividendYield;

    /// <summary>The inputs of columns from a row on.</summary>
    /// <param name="options">The columns.</param>
    /// <param name="row">The row.</param>
    public RowsAt(in OptionColumns options, int row)
    {
        SharePrice = ref From(options.SharePrice, row);
        ExercisePrice = ref From(options.ExercisePrice, row);
        Years = ref From(options.Years, row);
        Volatility = ref From(options.Volatility, row);
        Rate = ref From(options.Rate, row);
        DividendYield = ref From(options.DividendYield, row);
    }

    private static ref readonly double From(ReadOnlySpan<double> column, int row) =>
        ref MemoryMarshal.GetReference(column[row..]);
}
