using Pricing.BlackScholes.Formula;

namespace Pricing.BlackScholes.Kernel;

/// <summary>Where the derivatives of many calls go, one column each, as in <see cref="Greeks"/> by continuous rates.</summary>
public readonly ref struct GreekColumns
{
    /// <summary>Takes columns of one length.</summary>
    /// <param name="delta">By the share price.</param>
    /// <param name="gamma">Of delta by the share price, per unit of currency.</param>
    /// <param name="vega">By the volatility, in currency per 1.00 of volatility.</param>
    /// <param name="theta">By time as it passes, in currency per year.</param>
    /// <param name="rho">By the continuous risk-free rate, in currency per 1.00 of the rate.</param>
    /// <param name="dividendRho">By the continuous dividend yield, in currency per 1.00 of the yield.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public GreekColumns(
        Span<double> delta,
        Span<double> gamma,
        Span<double> vega,
        Span<double> theta,
        Span<double> rho,
        Span<double> dividendRho)
    {
        if (gamma.Length != delta.Length || vega.Length != delta.Length || theta.Length != delta.Length
            || rho.Length != delta.Length || dividendRho.Length != delta.Length)
        {
            throw new ArgumentException("The columns differ in length.");
        }

        Delta = delta;
        Gamma = gamma;
        Vega = vega;
        Theta = theta;
        Rho = rho;
        DividendRho = dividendRho;
    }

    /// <summary>By the share price.</summary>
    public Span<double> Delta { get; }

    /// <summary>Of delta by the share price, per unit of currency.</summary>
    public Span<double> Gamma { get; }

    /// <summary>By the volatility, in currency per 1.00 of volatility.</summary>
    public Span<double> Vega { get; }

    /// <summary>By time as it passes, in currency per year.</summary>
    public Span<double> Theta { get; }

    /// <summary>By the continuous risk-free rate, in currency per 1.00 of the rate.</summary>
    public Span<double> Rho { get; }

    /// <summary>By the continuous dividend yield, in currency per 1.00 of the yield.</summary>
    public Span<double> DividendRho { get; }

    /// <summary>Rows.</summary>
    public int Count => Delta.Length;

    /// <summary>Whether any two of these six and the prices overlap.</summary>
    internal bool Collide(Span<double> prices) =>
        prices.Overlaps(Delta) || prices.Overlaps(Gamma) || prices.Overlaps(Vega)
        || prices.Overlaps(Theta) || prices.Overlaps(Rho) || prices.Overlaps(DividendRho)
        || Delta.Overlaps(Gamma) || Delta.Overlaps(Vega) || Delta.Overlaps(Theta) || Delta.Overlaps(Rho)
        || Delta.Overlaps(DividendRho) || Gamma.Overlaps(Vega) || Gamma.Overlaps(Theta) || Gamma.Overlaps(Rho)
        || Gamma.Overlaps(DividendRho) || Vega.Overlaps(Theta) || Vega.Overlaps(Rho) || Vega.Overlaps(DividendRho)
        || Theta.Overlaps(Rho) || Theta.Overlaps(DividendRho) || Rho.Overlaps(DividendRho);
}
