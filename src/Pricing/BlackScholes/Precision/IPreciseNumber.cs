using System.Numerics;

namespace Pricing.BlackScholes.Precision;

/// <summary>
/// A number with more than 53 bits. Every operation that rounds (sum, difference, product, quotient, square root,
/// conversion of a fraction) has a relative error of at most 2^-<see cref="Bits"/>.
/// </summary>
/// <typeparam name="TSelf">The number's own type.</typeparam>
public interface IPreciseNumber<TSelf> :
    IAdditionOperators<TSelf, TSelf, TSelf>,
    ISubtractionOperators<TSelf, TSelf, TSelf>,
    IMultiplyOperators<TSelf, TSelf, TSelf>,
    IDivisionOperators<TSelf, TSelf, TSelf>,
    IUnaryNegationOperators<TSelf, TSelf>
    where TSelf : struct, IPreciseNumber<TSelf>
{
    /// <summary>The bits that every operation keeps.</summary>
    static abstract int Bits { get; }

    /// <summary>e^-x is taken as 0 for x beyond this.</summary>
    static abstract double LargestDecay { get; }

    /// <summary>Where the power series of the Mills ratio hands over to its continued fraction.</summary>
    static abstract double MillsSeriesEnd { get; }

    /// <summary>-1, 0 or 1.</summary>
    int Sign { get; }

    /// <summary>The fraction, rounded.</summary>
    /// <param name="value">The fraction.</param>
    static abstract TSelf From(Rational value);

    /// <summary>The double, exactly.</summary>
    /// <param name="value">A finite double.</param>
    static abstract TSelf From(double value);

    /// <summary>The square root, rounded.</summary>
    /// <param name="value">At least 0.</param>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>The value times a power of two, exactly.</summary>
    /// <param name="value">The value.</param>
    /// <param name="power">The power.</param>
    static abstract TSelf Scale(TSelf value, int power);

    /// <summary>The value, exactly.</summary>
    Rational ToRational();

    /// <summary>The double next to the value, or the one after it.</summary>
    double ToDouble();

    /// <summary>The binary logarithm of a value above 0, within one.</summary>
    double Log2Estimate();
}
