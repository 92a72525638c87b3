using Pricing.BlackScholes.Precision;

namespace Pricing.Tests.BlackScholes.Precision;

/// <summary>Every function in every number, against values of 70 or more digits made with mpmath.</summary>
public sealed class PreciseFunctionsTests
{
    private const double TableDigits = 1e-69;

    [Theory]
    [InlineData("1", "2.718281828459045235360287471352662497757247093699959574966967627724076630353547594571")]
    [InlineData("-0.5", "0.6065306597126334236037995349911804534419181354871869556828921587350565194137484239986")]
    [InlineData("0.0001", "1.000100005000166670833416668055575397073415454172178381034635390972311235972781757573")]
    [InlineData("0", "1")]
    public void Exp_AnyNumber_IsWithinItsBound(string x, string expected)
    {
        AssertWithin(PreciseFunctions.Exp(Big(x)), expected, 17 + (2 * Magnitude(x)));
        AssertWithin(PreciseFunctions.Exp(Pair(x)), expected, 17 + (2 * Magnitude(x)));
        AssertClose(DoubleFunctions.Exp(Pair(x)).ToRational(), expected, DoubleFunctions.ExpError);
    }

    [Fact]
    public void Exp_FarOut_IsWithinItsBoundOrZero()
    {
        var large = PreciseFunctions.Exp(Big("600.25")).ToRational() * PreciseFunctions.Exp(Big("-600.25")).ToRational();

        AssertClose(large, "1", 2500 * Math.ScaleB(1, -256));
        Assert.Equal(0, PreciseFunctions.Exp(Big("-65537")).Sign);
        Assert.Equal(0, PreciseFunctions.Exp(Pair("-601")).Sign);
        Assert.Equal(0, DoubleFunctions.Exp(Pair("-746")).Sign);
    }

    [Theory]
    [InlineData("3505", "1", "8.161945799468690465101107757254188212509991989926175512047870675219080613247310079076")]
    [InlineData("32.68", "32.69", "-0.0003059507443171143185498440273950068404110052412380051024722996056991860665534594464411")]
    [InlineData("1", "7", "-1.945910149055313305105352743443179729637084729581861188459390149937579862752069267788")]
    [InlineData("7", "7", "0")]
    public void LogRatio_AnyPair_IsWithinItsBound(string a, string b, string expected)
    {
        var exact = Digits.Exact(expected);
        var size = Math.Abs(exact.ToDouble());
        AssertNear(PreciseFunctions.LogRatio(Big(a), Big(b)).ToRational(), exact, (6 + (3 * size)) * Math.ScaleB(1, -256));
        AssertNear(PreciseFunctions.LogRatio(Pair(a), Pair(b)).ToRational(), exact, (6 + (3 * size)) * Math.ScaleB(1, -102));
        AssertNear(DoubleFunctions.LogRatio(Pair(a), Pair(b)).ToRational(), exact, (1 + size) * DoubleFunctions.LogError);
    }

    [Theory]
    [InlineData("0.01275", "0.01266940310066288647270184878611404480558371342206578253695477469337699")]
    [InlineData("-0.9", "-2.302585092994045684017991454684364207601101488628772976033327900967573")]
    [InlineData("5", "1.791759469228055000812477358380702272722990692183004705855374343130888")]
    [InlineData("0.00000000000000000001", "0.000000000000000000009999999999999999999950000000000000000000333333333333333333330833333333")]
    public void LogOnePlus_AnyRate_IsWithinItsBound(string x, string expected)
    {
        AssertWithin(PreciseFunctions.LogOnePlus<BigFloat>(Digits.Exact(x)), expected, 24);
        AssertWithin(PreciseFunctions.LogOnePlus<DoubleDouble>(Digits.Exact(x)), expected, 24);
        AssertClose(DoubleFunctions.LogOnePlus(Pair(x)).ToRational(), expected, DoubleFunctions.ExpError);
    }

    [Theory]
    [InlineData("0", "1.253314137315500251207882642405522626503493370304969158314961788171146827303920987473")]
    [InlineData("0.5", "0.876364456453692346727853142639848860860109797534584071035252527105411390875006797814")]
    [InlineData("2.75", "0.3276783146905520541612741797085103351317485952513280584712970117445397050593327545398")]
    [InlineData("4.5", "0.212570580442031790225660005251696922368914591772403593932104212527622502398661886495")]
    [InlineData("7", "0.1401041834530502415995345217963609882417902970134247752690267552643763159531694967289")]
    [InlineData("20", "0.04987592598183678365824056147354767742198420093918533070409054911537778916406088527153")]
    [InlineData("40", "0.02498440420572057114738839463311403614097368062392538468684923912892077473169001936835")]
    public void MillsRatio_AnyDistance_IsWithinItsBound(string x, string expected)
    {
        var (big, bigUnits) = PreciseFunctions.MillsRatio(Big(x));
        var (pair, pairUnits) = PreciseFunctions.MillsRatio(Pair(x));

        AssertWithin(big, expected, bigUnits);
        AssertWithin(pair, expected, pairUnits);
        AssertClose(DoubleFunctions.MillsRatio(Pair(x)).ToRational(), expected, DoubleFunctions.MillsError);
    }

    [Fact]
    public void DoubleFunctions_ManyArguments_AreWithinTheirErrors()
    {
        var random = new Random(1952);
        for (var n = 0; n < Draws.Of(3000); n++)
        {
            var exponent = DoubleDouble.Sum((random.NextDouble() - 0.5) * (n % 2 == 0 ? 1400 : 2), 1e-18);
            AssertSame(DoubleFunctions.Exp(exponent), PreciseFunctions.Exp(Big(exponent)), DoubleFunctions.ExpError);
            var distance = DoubleDouble.Sum(random.NextDouble() * (n % 2 == 0 ? 50 : 16), 1e-18);
            AssertSame(
                DoubleFunctions.MillsRatio(distance), PreciseFunctions.MillsRatio(Big(distance)).Ratio, DoubleFunctions.MillsError);
            var rate = DoubleDouble.From((random.NextDouble() * (n % 2 == 0 ? 0.3 : 3)) - (n % 2 == 0 ? 0.05 : 0.99));
            AssertSame(
                DoubleFunctions.LogOnePlus(rate), PreciseFunctions.LogOnePlus<BigFloat>(rate.ToRational()), DoubleFunctions.ExpError);
        }
    }

    private static void AssertSame(DoubleDouble value, BigFloat exact, double error) =>
        Assert.True(Digits.RelativeError(value.ToRational(), exact.ToRational()) <= error);

    private static void AssertWithin<T>(T value, string expected, double units)
        where T : struct, IPreciseNumber<T> => AssertClose(value.ToRational(), expected, units * Math.ScaleB(1, -T.Bits));

    private static void AssertClose(Rational value, string expected, double relative)
    {
        var exact = Digits.Exact(expected);
        AssertNear(value, exact, relative * Math.Abs(exact.ToDouble()));
    }

    private static void AssertNear(Rational value, Rational exact, double absolute)
    {
        var allowed = absolute + (TableDigits * Math.Abs(exact.ToDouble()));
        var error = (value - exact).Abs().ToDouble();
        Assert.True(error <= allowed, $"off by {error:E3}, allowed {allowed:E3}");
    }

    private static double Magnitude(string text) => Math.Abs(Digits.Exact(text).ToDouble());

    private static BigFloat Big(string text) => BigFloat.From(Digits.Exact(text));

    private static BigFloat Big(DoubleDouble value) => BigFloat.From(value.ToRational());

    private static DoubleDouble Pair(string text) => DoubleDouble.From(Digits.Exact(text));
}
