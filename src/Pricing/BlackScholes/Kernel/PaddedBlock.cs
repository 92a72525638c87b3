namespace Pricing.BlackScholes.Kernel;

/// <summary>A block of its own for rows that do not fill one.</summary>
internal static class PaddedBlock
{
    private const int InputColumns = 6;
    private const int OutputColumns = 7;

    /// <summary>Doubles that copies of the inputs need.</summary>
    public const int InputLength = InputColumns * Scratch.Rows;

    /// <summary>Doubles that all results need.</summary>
    public const int OutputLength = OutputColumns * Scratch.Rows;

    /// <summary>Copies of rows, filled up with ordinary ones.</summary>
    /// <param name="options">The rows, no more than a block.</param>
    /// <param name="memory"><see cref="InputLength"/> doubles.</param>
    public static OptionColumns Inputs(in OptionColumns options, Span<double> memory) => new(
        Filled(options.SharePrice, 1, Column(memory, 0)),
        Filled(options.ExercisePrice, 1, Column(memory, 1)),
        Filled(options.Years, 1, Column(memory, 2)),
        Filled(options.Volatility, 1, Column(memory, 3)),
        Filled(options.Rate, 0, Column(memory, 4)),
        Filled(options.DividendYield, 0, Column(memory, 5)));

    /// <summary>Room for the results of a block.</summary>
    /// <param name="haveGreeks">Whether derivatives are wanted.</param>
    /// <param name="memory"><see cref="OutputLength"/> doubles.</param>
    public static ResultColumns Outputs(bool haveGreeks, Span<double> memory) => haveGreeks
        ? new(Column(memory, 0), new(
            Column(memory, 1), Column(memory, 2), Column(memory, 3), Column(memory, 4), Column(memory, 5), Column(memory, 6)))
        : new(Column(memory, 0));

    private static Span<double> Column(Span<double> memory, int index) => memory.Slice(index * Scratch.Rows, Scratch.Rows);

    private static ReadOnlySpan<double> Filled(ReadOnlySpan<double> column, double filler, Span<double> copy)
    {
        column.CopyTo(copy);
        copy[column.Length..].Fill(filler);
        return copy;
    }
}
