using Pricing.BlackScholes.Precision;

namespace Pricing.BlackScholes.Formula;

/// <summary>Evaluates the parts of the formula on the double path and bounds the error of a value made of them.</summary>
internal static class DoublePath
{
    // Beyond it N'(d) is below 2^-1150; what that loses is below LostShare of the currency in play.
    private const double ZeroDensityFrom = 40;
    private const double LostShare = 1e-300;
    private const double Underflow = 1e-310;
    private const double EndlessDeviation = 1e100;
    private const double LargestRelativeShift = 0.01;
    private const double PairError = 1.0 / (1L << 49) / (1L << 49);
    private const double RoundingError = 1.0 / (1L << 53);
    private const double Margin = 1.25;

    private static readonly DoubleDouble InverseSqrtTwoPi =
        DoubleDouble.From(1.0) / PreciseConstants<DoubleDouble>.SqrtTwoPi;

    /// <summary>The parts; in the limits d1 and d2 are infinite and the tails 0.</summary>
    /// <param name="terms">Terms with finite discount factors.</param>
    public static FormulaParts Evaluate(in FormulaTerms terms)
    {
        var (share, strike) = (terms.SharePrice, terms.ExercisePrice);
        var (earned, paid) = (terms.Rate * terms.Years, terms.DividendYield * terms.Years);
        var parts = new FormulaParts
        {
            Earned = earned,
            Paid = paid,
            Share = share * DoubleFunctions.Exp(-paid),
            Debt = strike * DoubleFunctions.Exp(-earned),
            Deviation = DoubleDouble.Sqrt(terms.Years) * terms.Volatility,
        };
        var inPlay = share.High + strike.High + parts.Share.High + parts.Debt.High;
        parts = parts with { Slack = (inPlay * LostShare) + Underflow };
        if (strike.High == 0)
            return parts with { First = double.PositiveInfinity, Second = double.PositiveInfinity };

        if (!(parts.Deviation.High < EndlessDeviation))
            return parts with { First = double.PositiveInfinity, Second = double.NegativeInfinity };

        return share.High == 0 || parts.Deviation.High == 0
            ? Still(parts)
            : Spread(parts with { Moneyness = DoubleFunctions.LogRatio(share, strike) });
    }

    /// <summary>
    /// No less than the distance between a call made of these parts and the formula at the terms, each of which may
    /// itself be off by the error of a pair.
    /// </summary>
    /// <param name="parts">The parts.</param>
    public static double Bound(in FormulaParts parts)
    {
        var (earned, paid) = (Math.Abs(parts.Earned.High), Math.Abs(parts.Paid.High));
        var legs = ((parts.Kept.High * (2 + paid)) + (parts.Owed.High * (2 + earned))) * DoubleFunctions.ExpError;
        var tails = 0.0;
        if (parts.Density.High > 0)
        {
            var near = Math.Min(Math.Abs(parts.First), Math.Abs(parts.Second));
            var deviation = parts.Deviation.High;
            var forward = ForwardError(parts);
            var relative = ((2 + Math.Max(earned, paid)) * DoubleFunctions.ExpError) + DoubleFunctions.MillsError
                + forward + (PairError * near * ((3 * near) + (2 * deviation)));
            var absolute = (forward / 10) + (PairError * (near + (2 * deviation)));
            tails = ((parts.ShareTail.High + parts.DebtTail.High) * relative) + (parts.Density.High * absolute);
        }

        return (Margin * (legs + tails)) + (RoundingError * parts.Call) + parts.Slack;
    }

    private static FormulaParts Spread(in FormulaParts parts)
    {
        var middle = (parts.Moneyness + (parts.Earned - parts.Paid)) / parts.Deviation;
        var half = DoubleDouble.Scale(parts.Deviation, -1);
        var (d1, d2) = (middle + half, middle - half);
        var (first, second) = (Math.Abs(d1.High), Math.Abs(d2.High));
        var near = Math.Min(first, second);
        var shift = ForwardError(parts) / parts.Deviation.High;
        if ((0.99 * near) - shift > ZeroDensityFrom)
            return parts with { First = d1.High, Second = d2.High };

        if (!(shift * (1 + first + second) < LargestRelativeShift))
        {
            var lesser = Math.Min(parts.Share.High, parts.Debt.High);
            return Still(parts with { Slack = parts.Slack + (lesser * parts.Deviation.High) });
        }

        var (leg, exponent) = first <= second ? (parts.Share, d1) : (parts.Debt, d2);
        var density = leg * InverseSqrtTwoPi * DoubleFunctions.Exp(DoubleDouble.Scale(-(exponent * exponent), -1));
        return parts with
        {
            First = d1.High,
            Second = d2.High,
            Density = density,
            ShareTail = density * DoubleFunctions.MillsRatio(d1.High < 0 ? -d1 : d1),
            DebtTail = density * DoubleFunctions.MillsRatio(d2.High < 0 ? -d2 : d2),
        };
    }

    // sigma sqrt(T) -> 0: the value is what the forward is worth.
    private static FormulaParts Still(in FormulaParts parts)
    {
        var limit = (parts.Share - parts.Debt).High < 0 ? double.NegativeInfinity : double.PositiveInfinity;
        return parts with { First = limit, Second = limit };
    }

    private static double ForwardError(in FormulaParts parts) =>
        (DoubleFunctions.LogError * (1 + Math.Abs(parts.Moneyness.High)))
        + (DoubleFunctions.ExpError * (Math.Abs(parts.Earned.High) + Math.Abs(parts.Paid.High)));
}
