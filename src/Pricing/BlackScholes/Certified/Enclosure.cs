using Pricing.BlackScholes.Precision;

namespace Pricing.BlackScholes.Certified;

/// <summary>A value per share known up to a bound on its error.</summary>
public sealed class Enclosure
{
    private readonly Rational? value;
    private readonly Rational? bound;

    private Enclosure(ArithmeticPath path, double approximate, double approximateBound, Rational? value, Rational? bound)
    {
        Path = path;
        Approximate = approximate;
        ApproximateBound = approximateBound;
        this.value = value;
        this.bound = bound;
    }

    /// <summary>The arithmetic it came from.</summary>
    public ArithmeticPath Path { get; }

    /// <summary>The value, in currency per share.</summary>
    public Rational Value => value ?? Rational.From(Approximate);

    /// <summary>No less than the distance from <see cref="Value"/> to the true value; 0 where that is exact.</summary>
    public Rational Bound => bound ?? Rational.From(ApproximateBound);

    /// <summary>The value as a double.</summary>
    public double Approximate { get; }

    /// <summary>No less than the distance from <see cref="Approximate"/> to the true value.</summary>
    public double ApproximateBound { get; }

    /// <summary>The least the true value can be; a call is worth at least 0.</summary>
    internal Rational Low => Rational.Max(Value - Bound, Rational.Zero);

    /// <summary>The most the true value can be.</summary>
    internal Rational High => Rational.Max(Value + Bound, Rational.Zero);

    internal static Enclosure From(double value, double bound) =>
        new(ArithmeticPath.Bits53, value, bound, value: null, bound: null);

    internal static Enclosure From<T>(ArithmeticPath path, (T Value, T Bound) result)
        where T : struct, IPreciseNumber<T> => From(path, result.Value.ToRational(), result.Bound.ToRational());

    internal static Enclosure Exactly(Rational value) => From(ArithmeticPath.Exact, value, Rational.Zero);

    private static Enclosure From(ArithmeticPath path, Rational value, Rational bound)
    {
        var approximate = value.ToDouble();
        var distance = bound + (value - Rational.From(approximate)).Abs();
        return new(path, approximate, distance.ToDouble(), value, bound);
    }
}
