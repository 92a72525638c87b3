using System.Runtime.CompilerServices;

namespace Pricing.BlackScholes.Kernel;

/// <summary>
/// What the stages hand on for one block of rows, in columns aligned to a cache line: a store across two lines costs
/// twice.
/// </summary>
internal readonly ref struct Scratch
{
    /// <summary>Rows of a block: the columns stay in the nearest cache, and the calls of the stages weigh nothing.</summary>
    public const int Rows = 128;

    private const int Columns = 11;
    private const int LineBytes = 64;

    private readonly ref double start;

    /// <summary>Columns over memory that the caller keeps on its stack.</summary>
    /// <param name="memory"><see cref="Length"/> doubles.</param>
    public Scratch(Span<double> memory)
    {
        ref var first = ref memory[0];
        var beyond = Unsafe.ByteOffset(ref Unsafe.NullRef<double>(), ref first) & (LineBytes - 1);
        start = ref memory[(int)((LineBytes - beyond) & (LineBytes - 1)) / sizeof(double)];
    }

    /// <summary>Doubles that the columns need.</summary>
    public static int Length => (Columns * Rows) + (LineBytes / sizeof(double));

    /// <summary>A = S e^(-qT).</summary>
    public ref double Share => ref start;

    /// <summary>B = X e^(-rT).</summary>
    public ref double Debt => ref Unsafe.Add(ref start, Rows);

    /// <summary>The rest of (r - q)T beside whole powers of two.</summary>
    public ref double GrowthRest => ref Unsafe.Add(ref start, 2 * Rows);

    /// <summary>The whole powers of two in e^((r - q)T).</summary>
    public ref double GrowthPower => ref Unsafe.Add(ref start, 3 * Rows);

    /// <summary>Sigma sqrt(T).</summary>
    public ref double Deviation => ref Unsafe.Add(ref start, 4 * Rows);

    /// <summary>Not 0 where a row is beyond the range of the kernel.</summary>
    public ref double Flaws => ref Unsafe.Add(ref start, 5 * Rows);

    /// <summary>d1.</summary>
    public ref double First => ref Unsafe.Add(ref start, 6 * Rows);

    /// <summary>d2.</summary>
    public ref double Second => ref Unsafe.Add(ref start, 7 * Rows);

    /// <summary>A leg times e^(-d^2/2), the one exponential of both tails.</summary>
    public ref double Density => ref Unsafe.Add(ref start, 8 * Rows);

    /// <summary>The tail beyond |d1| without its exponential, with the sign of d1.</summary>
    public ref double FirstTail => ref Unsafe.Add(ref start, 9 * Rows);

    /// <summary>The tail beyond |d2| without its exponential, with the sign of d2.</summary>
    public ref double SecondTail => ref Unsafe.Add(ref start, 10 * Rows);
}
