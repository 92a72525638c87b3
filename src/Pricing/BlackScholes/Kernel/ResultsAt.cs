using System.Runtime.InteropServices;

namespace Pricing.BlackScholes.Kernel;

/// <summary>The results from one row on; those of derivatives are null references where none are wanted.</summary>
internal readonly ref struct ResultsAt
{
    public readonly ref double Price;
    public readonly ref double Delta;
    public readonly ref double Gamma;
    public readonly ref double Vega;
    public readonly ref double Theta;
    public readonly ref double Rho;
    public readonly ref double DividendRho;

    /// <summary>The results of columns from a row on.</summary>
    /// <param name="results">The columns.</param>
    /// <param name="row">The row.</param>
    public ResultsAt(in ResultColumns results, int row)
    {
        Price = ref From(results.Prices, row);
        HaveGreeks = results.HaveGreeks;
        if (!HaveGreeks)
            return;

        Delta = ref From(results.Greeks.Delta, row);
        Gamma = ref From(results.Greeks.Gamma, row);
        Vega = ref From(results.Greeks.Vega, row);
        Theta = ref From(results.Greeks.Theta, row);
        Rho = ref From(results.Greeks.Rho, row);
        DividendRho = ref From(results.Greeks.DividendRho, row);
    }

    /// <summary>Whether derivatives are wanted.</summary>
    public bool HaveGreeks { get; }

    private static ref double From(Span<double> column, int row) => ref MemoryMarshal.GetReference(column[row..]);
}
