using Pricing.BlackScholes.Formula;

namespace Pricing.BlackScholes.Kernel;

/// <summary>Where prices go, and derivatives if they are wanted.</summary>
internal readonly ref struct ResultColumns
{
    /// <summary>Prices alone.</summary>
    public ResultColumns(Span<double> prices) => Prices = prices;

    /// <summary>Prices and derivatives.</summary>
    public ResultColumns(Span<double> prices, GreekColumns greeks)
    {
        Prices = prices;
        Greeks = greeks;
        HaveGreeks = true;
    }

    /// <summary>The prices.</summary>
    public Span<double> Prices { get; }

    /// <summary>The derivatives.</summary>
    public GreekColumns Greeks { get; }

    /// <summary>Whether derivatives are wanted.</summary>
    public bool HaveGreeks { get; }

    /// <summary>Takes a row over from other results.</summary>
    public void Copy(in ResultColumns source, int from, int to)
    {
        Prices[to] = source.Prices[from];
        if (!HaveGreeks)
            return;

        Greeks.Delta[to] = source.Greeks.Delta[from];
        Greeks.Gamma[to] = source.Greeks.Gamma[from];
        Greeks.Vega[to] = source.Greeks.Vega[from];
        Greeks.Theta[to] = source.Greeks.Theta[from];
        Greeks.Rho[to] = source.Greeks.Rho[from];
        Greeks.DividendRho[to] = source.Greeks.DividendRho[from];
    }

    /// <summary>Fills a row by the reference path.</summary>
    /// <returns>Whether the row has results; otherwise it is left as it was.</returns>
    public bool TryReference(in ContinuousTerms terms, int row)
    {
        if (!terms.AreSound)
            return false;

        var price = EuropeanFormula.Call(terms);
        if (HaveGreeks)
        {
            if (!Formula.Greeks.Of(terms).TryGet(out var derivatives))
                return false;

            Greeks.Delta[row] = derivatives.Delta;
            Greeks.Gamma[row] = derivatives.Gamma;
            Greeks.Vega[row] = derivatives.Vega;
            Greeks.Theta[row] = derivatives.Theta;
            Greeks.Rho[row] = derivatives.Rho;
            Greeks.DividendRho[row] = derivatives.DividendRho;
        }

        Prices[row] = price;
        return true;
    }
}
