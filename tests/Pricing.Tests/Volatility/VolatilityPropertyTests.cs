using Pricing.Calendars;
using Pricing.Volatility;

namespace Pricing.Tests.Volatility;

public sealed class VolatilityPropertyTests
{
    private const double Tolerance = 1e-11;

    private static readonly DateOnly[] Sessions =
        [.. TokyoCalendar.Sessions(new(new(2012, 1, 4), new(2013, 12, 30)))];

    private static readonly VolatilityMethod Method = VolatilityMethod.Release with { MinimumReturns = 2 };

    [DrawnProperty]
    public void Estimate_ScaledPrices_HasTheSameSigma(sbyte[] moves, ushort scale)
    {
        var closes = Closes(moves);
        var scaled = closes.Select(close => close with { Close = close.Close * (scale + 1) / 64m });

        AssertSame(Sample(closes), Sample(scaled));
    }

    [DrawnProperty]
    public void Estimate_SplitAtAnyDate_HasTheSameSigma(sbyte[] moves, ushort exDay, byte newShares, byte oldShares)
    {
        var closes = Closes(moves);
        var exDate = Sessions[exDay % Sessions.Length];
        var ratio = new Ratio(newShares + 1, oldShares + 1);
        var raw = closes.Select(close => close.Date < exDate
            ? close with { Close = close.Close * ratio.Numerator / ratio.Denominator }
            : close);

        AssertSame(
            Sample(closes),
            Sample(raw) with { Splits = [new() { ExDate = exDate, NewPerOld = ratio }] });
    }

    [DrawnProperty]
    public void Estimate_ClosesOutsideTheWindow_DoNotMatter(sbyte[] moves, ushort from, ushort to)
    {
        var closes = Closes(moves);
        var first = Sessions[from % 100];
        var last = Sessions[200 + to % 200];
        var inside = closes.Where(close => first <= close.Date && close.Date <= last);
        var window = new DateWindow(first, last);

        AssertSame(Sample(closes) with { Window = window }, Sample(inside) with { Window = window });
    }

    [DrawnProperty]
    public void Estimate_Estimators_DifferByTheirDivisors(sbyte[] moves)
    {
        var sample = Estimate(Sample(Closes(moves)), Method);
        var population = Estimate(Sample(Closes(moves)), Method with { Estimator = DeviationEstimator.Population });

        var n = sample.Returns;
        Assert.Equal(sample.Sigma * Math.Sqrt((n - 1.0) / n), population.Sigma, Tolerance);
    }

    [DrawnProperty]
    public void Estimate_PeriodsPerYear_EnterByTheirRoot(sbyte[] moves, byte periods)
    {
        var year = periods + 1.0;

        Assert.Equal(
            Estimate(Sample(Closes(moves)), Method with { PeriodsPerYear = 1 }).Sigma * Math.Sqrt(year),
            Estimate(Sample(Closes(moves)), Method with { PeriodsPerYear = year }).Sigma,
            Tolerance);
    }

    [DrawnProperty]
    public void Estimate_TotalReturnWithoutDividends_IsThePriceReturn(sbyte[] moves) => Assert.Equal(
        Estimate(Sample(Closes(moves)), Method).Sigma,
        Estimate(Sample(Closes(moves)), Method with { ReturnType = ReturnType.Total }).Sigma);

    [DrawnProperty]
    public void Estimate_Exclusion_LeavesNoReturnThatTouchesIt(sbyte[] moves, ushort from, byte length)
    {
        var start = Sessions[from % Sessions.Length];
        var exclusion = new DateWindow(start, start.AddDays(length));
        var sample = Sample(Closes(moves));

        var whole = Estimate(sample, Method);
        var estimate = Estimate(sample with { Exclusions = [exclusion] }, Method);

        Assert.Equal(whole.Returns, estimate.Returns + estimate.ExcludedReturns);
        Assert.All(estimate.LogReturns, item => Assert.True(item.To < exclusion.From || item.From > exclusion.To));
    }

    [DrawnProperty]
    public void Estimate_AnyPrices_IsFinite(sbyte[] moves, ReturnFrequency frequency, LastPeriodRule lastPeriod)
    {
        var estimate = Estimate(
            Sample(Closes(moves)), Method with { ReturnFrequency = frequency, LastPeriod = lastPeriod });

        Assert.True(double.IsFinite(estimate.Sigma) && estimate.Sigma >= 0);
    }

    // The moves, over and over: thousandths of the price, on every session.
    private static List<ClosingPrice> Closes(sbyte[] moves)
    {
        var price = 1000m;
        var closes = new List<ClosingPrice>();
        foreach (var (index, session) in Sessions.Index())
        {
            price = decimal.Clamp(price * (1 + Move(moves, index) / 1000m), 1m, 1_000_000m);
            closes.Add(new(session, decimal.Round(price, 1)));
        }

        return closes;
    }

    private static int Move(sbyte[] moves, int index) => moves.Length == 0 ? 0 : moves[index % moves.Length];

    private static PriceSample Sample(IEnumerable<ClosingPrice> closes) =>
        new() { Closes = [.. closes], Window = new(Sessions[0], Sessions[^1]) };

    private static VolatilityEstimate Estimate(PriceSample sample, VolatilityMethod method) =>
        VolatilityEstimator.Estimate(sample, method).Value;

    private static void AssertSame(PriceSample expected, PriceSample actual) =>
        Assert.Equal(Estimate(expected, Method).Sigma, Estimate(actual, Method).Sigma, Tolerance);
}
