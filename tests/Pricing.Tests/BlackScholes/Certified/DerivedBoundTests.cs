using Pricing.BlackScholes.Formula;
using Pricing.BlackScholes.Kernel;
using Pricing.BlackScholes.Precision;

namespace Pricing.Tests.BlackScholes.Certified;

/// <summary>The bounds in the code are those that docs/rounding.md and docs/performance.md derive, written down again.</summary>
public sealed class DerivedBoundTests
{
    private const double Tolerance = 1e-6;

    private static readonly double Unit = Math.ScaleB(1, -53);

    /// <summary>The first and last value inside, and one beyond, of each range.</summary>
    public static TheoryData<double, double, double, double, double, double, bool> Edges => new()
    {
        { 1e-38, 1, 1, 0.2, 0, 0, true },
        { 9.99e-39, 1, 1, 0.2, 0, 0, false },
        { 1e38, 1, 1, 0.2, 0, 0, true },
        { 1.01e38, 1, 1, 0.2, 0, 0, false },
        { 1, 1e-38, 1, 0.2, 0, 0, true },
        { 1, 9.99e-39, 1, 0.2, 0, 0, false },
        { 1, 1e38, 1, 0.2, 0, 0, true },
        { 1, 1.01e38, 1, 0.2, 0, 0, false },
        { 1, 1, 9.99e-39, 1e15, 0, 0, false },
        { 1, 1, 1e38, 1e-19, 0, 0, true },
        { 1, 1, 1.01e38, 1e-19, 0, 0, false },
        { 1, 1, 1, 1e-8, 0, 0, true },
        { 1, 1, 1, 9.99e-9, 0, 0, false },
        { 1, 1, 4, 7.5, 0, 0, true },
        { 1, 1, 4, 7.51, 0, 0, false },
        { 1, 1, 10, 0.2, 35, 0, true },
        { 1, 1, 10, 0.2, 35.1, 0, false },
        { 1, 1, 10, 0.2, -35, 0, true },
        { 1, 1, 10, 0.2, -35.1, 0, false },
        { 1, 1, 10, 0.2, 0, 35, true },
        { 1, 1, 10, 0.2, 0, 35.1, false },
        { 1, 1, 10, 0.2, 0, -35, true },
        { 1, 1, 10, 0.2, 0, -35.1, false },
    };

    [Theory]
    [MemberData(nameof(Edges))]
    public void KernelBound_AtAnEdgeOfItsRange_IsThereOrRefused(
        double price, double strike, double years, double volatility, double rate, double dividendYield, bool isInRange)
    {
        var terms = new ContinuousTerms(price, strike, years, volatility, rate, dividendYield);

        Assert.Equal(isInRange, CallBatch.IsInRange(terms));
        if (isInRange)
            Assert.True(double.IsFinite(CallBatch.ErrorBound(terms)));
        else
            Assert.Contains(
                "The kernel has no bound here.",
                Assert.Throws<ArgumentOutOfRangeException>(() => CallBatch.ErrorBound(terms)).Message,
                StringComparison.Ordinal);
    }

    /// <summary>docs/performance.md: u (A + B) (17 + 5(g + h) + 3 |F| + s), rounded up to 21 bits.</summary>
    [Fact]
    public void KernelBound_RowsInItsRange_IsTheDerivedOne() => Assert.All(Enclosures.Rows.Where(row => CallBatch.IsInRange(row.Terms)), row =>
    {
        var value = new Parts(row.Terms);
        var expected = Unit * (value.Share + value.Debt)
            * (17 + (5 * (value.Earned + value.Paid)) + (3 * Math.Abs(value.Forward)) + value.Deviation);

        Assert.InRange(CallBatch.ErrorBound(row.Terms) / expected, 1 - Tolerance, 1 + Math.ScaleB(1, -20) + Tolerance);
    });

    /// <summary>docs/rounding.md, the double path.</summary>
    [Fact]
    public void DoubleBound_EveryRowOfTheTable_IsTheDerivedOne() => Assert.All(Enclosures.Rows, row =>
    {
        var value = new Parts(row.Terms);
        var call = EuropeanFormula.Call(row.Terms);
        var legs = ((value.First < 0 ? 0 : value.Share * (2 + value.Paid)) + (value.Second < 0 ? 0 : value.Debt * (2 + value.Earned)))
            * Math.ScaleB(1, -56);
        var (first, second) = (Math.Abs(value.First), Math.Abs(value.Second));
        var near = Math.Min(first, second);
        var tails = 0.0;
        if (near < 39)
        {
            var density = value.First * value.First < value.Second * value.Second
                ? value.Share * Math.Exp(-first * first / 2)
                : value.Debt * Math.Exp(-second * second / 2);
            density /= Math.Sqrt(2 * Math.PI);
            var forward = ((1 + Math.Abs(value.Moneyness)) * Math.ScaleB(1, -58)) + ((value.Earned + value.Paid) * Math.ScaleB(1, -56));
            var relative = ((2 + Math.Max(value.Earned, value.Paid)) * Math.ScaleB(1, -56)) + Unit + forward;
            tails = density * (((Mills(first) + Mills(second)) * relative) + (forward / 10));
        }

        var slack = 1e-310 + (1e-300 * (row.Terms.SharePrice + row.Terms.ExercisePrice + value.Share + value.Debt));
        var expected = (1.25 * (legs + tails)) + (Unit * call) + slack;
        Assert.Equal(1, EuropeanFormula.CallErrorBound(row.Terms) / expected, Tolerance);
    });

    private static double Mills(double x) => PreciseFunctions.MillsRatio(DoubleDouble.From(x)).Ratio.High;

    private sealed class Parts
    {
        public Parts(ContinuousTerms terms)
        {
            var (price, strike, years, volatility, rate, dividendYield) = terms;
            Share = price * Math.Exp(-dividendYield * years);
            Debt = strike * Math.Exp(-rate * years);
            Earned = Math.Abs(rate * years);
            Paid = Math.Abs(dividendYield * years);
            Deviation = volatility * Math.Sqrt(years);
            Moneyness = Math.Log(price / strike);
            Forward = Moneyness + ((rate - dividendYield) * years);
            First = (Forward / Deviation) + (Deviation / 2);
            Second = (Forward / Deviation) - (Deviation / 2);
        }

        public double Share { get; }

        public double Debt { get; }

        public double Earned { get; }

        public double Paid { get; }

        public double Deviation { get; }

        public double Moneyness { get; }

        public double Forward { get; }

        public double First { get; }

        public double Second { get; }
    }
}
