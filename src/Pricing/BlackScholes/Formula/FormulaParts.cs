using Pricing.BlackScholes.Precision;

namespace Pricing.BlackScholes.Formula;

/// <summary>
/// The parts of the formula (release, section 12) in pairs of doubles. With A = S e^(-qT) and B = X e^(-rT) both tails
/// share one density E = A N'(d1) = B N'(d2), so that A (1 - N(|d1|)) = E R(|d1|) and B (1 - N(|d2|)) = E R(|d2|),
/// R being the Mills ratio.
/// </summary>
internal readonly record struct FormulaParts
{
    /// <summary>rT, continuous.</summary>
    public required DoubleDouble Earned { get; init; }

    /// <summary>qT, continuous.</summary>
    public required DoubleDouble Paid { get; init; }

    /// <summary>A = S e^(-qT).</summary>
    public required DoubleDouble Share { get; init; }

    /// <summary>B = X e^(-rT).</summary>
    public required DoubleDouble Debt { get; init; }

    /// <summary>sigma sqrt(T).</summary>
    public required DoubleDouble Deviation { get; init; }

    /// <summary>ln(S/X); 0 where either is 0.</summary>
    public DoubleDouble Moneyness { get; init; }

    /// <summary>d1 as a double; infinite in the limits.</summary>
    public double First { get; init; }

    /// <summary>d2 as a double; infinite in the limits.</summary>
    public double Second { get; init; }

    /// <summary>E = A N'(d1) = B N'(d2).</summary>
    public DoubleDouble Density { get; init; }

    /// <summary>A (1 - N(|d1|)).</summary>
    public DoubleDouble ShareTail { get; init; }

    /// <summary>B (1 - N(|d2|)).</summary>
    public DoubleDouble DebtTail { get; init; }

    /// <summary>What the limits leave out, in currency per share: a bound.</summary>
    public double Slack { get; init; }

    /// <summary>A N(d1): what the shares that will be received are worth.</summary>
    public DoubleDouble ShareReceived => First < 0 ? ShareTail : Share - ShareTail;

    /// <summary>B N(d2): what the payment that will be made is worth.</summary>
    public DoubleDouble DebtPaid => Second < 0 ? DebtTail : Debt - DebtTail;

    /// <summary>A N(-d1).</summary>
    public DoubleDouble ShareForgone => First < 0 ? Share - ShareTail : ShareTail;

    /// <summary>B N(-d2).</summary>
    public DoubleDouble DebtForgone => Second < 0 ? Debt - DebtTail : DebtTail;

    /// <summary>Whether nothing is left of sigma sqrt(T) and A equals B: the value has no derivatives there.</summary>
    public bool IsAtKink => double.IsInfinity(First) && First.Equals(Second) && Debt.High > 0
        && Math.Abs((Share - Debt).High) <= Slack;

    /// <summary>The value of a call, at least 0.</summary>
    public double Call => Math.Max(0, (Kept - Owed + Tails).High);

    /// <summary>The value of a put, at least 0: not by parity, which would cancel.</summary>
    public double Put =>
        Math.Max(0, ((Second < 0 ? Debt : default) - (First < 0 ? Share : default) + Tails).High);

    /// <summary>A where d1 is at least 0.</summary>
    public DoubleDouble Kept => First < 0 ? default : Share;

    /// <summary>B where d2 is at least 0.</summary>
    public DoubleDouble Owed => Second < 0 ? default : Debt;

    private DoubleDouble Tails =>
        (First < 0 ? ShareTail : -ShareTail) + (Second < 0 ? -DebtTail : DebtTail);
}
