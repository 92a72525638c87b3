using Pricing.BlackScholes.Precision;

namespace Pricing.Tests.BlackScholes.Precision;

/// <summary>One suite for every number: each operation against exact fractions, over many magnitudes and cancellations.</summary>
public abstract class PreciseNumberTests<T>
    where T : struct, IPreciseNumber<T>
{
    private static readonly int Pairs = Draws.Of(2000);

    private static double Epsilon => Math.ScaleB(1, -T.Bits);

    [Fact]
    public void Sum_AnyPair_IsWithinItsPrecision() => AssertAll((left, right) => (left + right, Exact(left) + Exact(right)));

    [Fact]
    public void Difference_AnyPair_IsWithinItsPrecision() =>
        AssertAll((left, right) => (left - right, Exact(left) - Exact(right)));

    [Fact]
    public void Product_AnyPair_IsWithinItsPrecision() =>
        AssertAll((left, right) => (left * right, Exact(left) * Exact(right)));

    [Fact]
    public void Quotient_AnyPair_IsWithinItsPrecision() =>
        AssertAll((left, right) => (left / right, Exact(left) / Exact(right)));

    [Fact]
    public void Sqrt_AnyValue_IsWithinItsPrecision() => AssertAll((value, _) =>
    {
        var root = T.Sqrt(value.Sign < 0 ? -value : value);
        // (root^2 - value) / value is twice the relative error of the root.
        var square = Exact(root) * Exact(root);
        var half = (square / Exact(value).Abs() - Rational.From(1m)) * Rational.Half;
        return (T.From(Rational.From(1m) + half), Rational.From(1m));
    });

    [Fact]
    public void Sqrt_Zero_IsZero() => Assert.Equal(0, T.Sqrt(default).Sign);

    [Fact]
    public void From_Fraction_IsWithinItsPrecision()
    {
        foreach (var exact in new[] { Digits.Exact("18.75") / Digits.Exact("3505"), Digits.Exact("-0.0000001"), Digits.Exact("3505") })
            Assert.True(Digits.RelativeError(T.From(exact).ToRational(), exact) <= Epsilon);
    }

    [Fact]
    public void From_Double_IsExact()
    {
        foreach (var value in new[] { 0.1, -3505.75, 1e-300, 1e300, 0 })
            Assert.Equal(0, (T.From(value).ToRational() - Rational.From(value)).Sign);
    }

    [Fact]
    public void ToDouble_AnyValue_IsWithinAUnitInTheLastPlace() => AssertAll((value, _) =>
    {
        var exact = Exact(value);
        Assert.True(Digits.RelativeError(Rational.From(value.ToDouble()), exact) <= Math.ScaleB(1, -52));
        return (value, exact);
    });

    [Fact]
    public void Scale_AnyValue_IsExact() => AssertAll((value, _) =>
        (T.Scale(value, -7), Exact(value) * Rational.FromScaled(1, -7)));

    [Fact]
    public void Log2Estimate_AnyValue_IsWithinOne() => AssertAll((value, _) =>
    {
        var positive = value.Sign < 0 ? -value : value;
        Assert.Equal(Math.Log2(positive.ToDouble()), positive.Log2Estimate(), 1.0);
        return (value, Exact(value));
    });

    private static Rational Exact(T value) => value.ToRational();

    private static void AssertAll(Func<T, T, (T Value, Rational Exact)> operation)
    {
        var random = new Random(1973);
        for (var n = 0; n < Pairs; n++)
        {
            var left = Draw(random);
            var right = n % 4 == 0 ? Near(left, random) : Draw(random);
            var (value, exact) = operation(left, right);
            Assert.True(Digits.RelativeError(value.ToRational(), exact) <= Epsilon, $"pair {n}");
        }
    }

    private static T Draw(Random random)
    {
        var value = T.From((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-30, 31)));
        for (var n = 0; n < 5; n++)
            value = value * T.From(1 + (random.NextDouble() * 1e-15)) + T.Scale(value, -50 * (n + 1));

        return value;
    }

    // Leading bits cancel in the difference.
    private static T Near(T value, Random random) => value * T.From(1 + Math.Pow(2, -random.Next(1, 50)));
}

public sealed class DoubleDoubleTests : PreciseNumberTests<DoubleDouble>
{
    [Theory]
    [InlineData("0")]
    [InlineData("32.70")]
    [InlineData("-0.01275")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-7.9228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001")]
    public void From_Decimal_IsWithinItsPrecision(string text)
    {
        var value = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

        Assert.True(Digits.RelativeError(DoubleDouble.From(value).ToRational(), Digits.Exact(text)) <= Math.ScaleB(1, -102));
    }

    [Fact]
    public void From_WholeDecimal_IsExact() =>
        Assert.Equal(0, (DoubleDouble.From(decimal.MaxValue).ToRational() - Rational.From(decimal.MaxValue)).Sign);

    [Fact]
    public void From_Ratio_IsTheQuotient() => Assert.True(Digits.RelativeError(
        DoubleDouble.From(new Ratio(18.75m, 3505m)).ToRational(), Digits.Exact("18.75") / Digits.Exact("3505")) <= 1e-30);

    [Fact]
    public void Product_WithADouble_IsWithinItsPrecision()
    {
        var third = DoubleDouble.From(1.0) / DoubleDouble.From(3.0);

        Assert.True(Digits.RelativeError((third * 0.7).ToRational(), third.ToRational() * Rational.From(0.7)) <= 1e-30);
    }
}

public sealed class BigFloatTests : PreciseNumberTests<BigFloat>
{
    [Fact]
    public void Sum_OfMagnitudesFarApart_KeepsTheGreater()
    {
        var large = BigFloat.From(1.0);
        var small = BigFloat.Scale(large, -1000);

        Assert.Equal(0, ((large + small).ToRational() - large.ToRational()).Sign);
        Assert.Equal(0, ((small - large).ToRational() + large.ToRational()).Sign);
    }

    [Fact]
    public void Quotient_ByZero_Throws() => Assert.Throws<DivideByZeroException>(() => BigFloat.From(1.0) / default(BigFloat));
}
