using System.Globalization;
using System.Numerics;
using Pricing.BlackScholes.Formula;
using Pricing.BlackScholes.Precision;

namespace Pricing.Tests.BlackScholes.Formula;

/// <summary>The rows of tests/ReferenceTables/black_scholes.csv, made with 50-digit arithmetic.</summary>
internal static class ReferenceTable
{
    public static IReadOnlyList<ReferenceRow> Rows { get; } = [.. Table.Read("black_scholes.csv").Select(Parse)];

    private static ReferenceRow Parse(string[] cells) => new()
    {
        Region = cells[0],
        Inputs = new()
        {
            SharePrice = Decimal(cells[1]),
            ExercisePrice = Decimal(cells[2]),
            Years = Decimal(cells[3]),
            Volatility = Double(cells[4]),
            RiskFreeRate = Decimal(cells[5]),
            DividendYield = Decimal(cells[6]),
            SharesPerRight = 1m,
        },
        Call = cells[7],
        Put = cells[8],
        Greeks = [.. cells[9..].Select(Double)],
    };

    private static decimal Decimal(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static double Double(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

internal sealed record ReferenceRow
{
    public required string Region { get; init; }

    public required OptionInputs Inputs { get; init; }

    public required string Call { get; init; }

    public required string Put { get; init; }

    /// <summary>Delta, gamma, vega, theta, rho, dividend rho of the call.</summary>
    public required double[] Greeks { get; init; }

    public ContinuousTerms Terms => new(
        Double(Inputs.SharePrice),
        Double(Inputs.ExercisePrice),
        Double(Inputs.Years.Numerator),
        Inputs.Volatility!.Value,
        Double(Inputs.RiskFreeRate),
        Double(Inputs.DividendYield.Numerator));

    /// <summary>M = max(S e^(-qT), X e^(-rT)).</summary>
    public double Scale => Math.Max(
        Terms.SharePrice * Math.Exp(-Terms.DividendYield * Terms.Years),
        Terms.ExercisePrice * Math.Exp(-Terms.Rate * Terms.Years));

    /// <summary>How many deviations sigma sqrt(T) the forward lies above the exercise price.</summary>
    public double Distance => (Math.Log(Terms.SharePrice / Terms.ExercisePrice) + ((Terms.Rate - Terms.DividendYield) * Terms.Years))
        / (Terms.Volatility * Math.Sqrt(Terms.Years));

    /// <summary>A number of the table as an exact fraction; what is below 1e-30000 counts as 0.</summary>
    public static Rational Exact(string text)
    {
        var parts = text.Split('e');
        var digits = parts[0].Replace(".", "", StringComparison.Ordinal);
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var exponent = parts.Length > 1 ? long.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        if (exponent < -30000)
            return Rational.Zero;

        var power = (int)exponent - (point < 0 ? 0 : parts[0].Length - point - 1);

        var mantissa = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        var scale = Rational.FromScaled(BigInteger.Pow(10, Math.Abs(power)), 0);
        var whole = Rational.FromScaled(mantissa, 0);
        return power < 0 ? whole / scale : whole * scale;
    }

    // The conversion of the language may be off by a unit in the last place.
    private static double Double(decimal value) => Rational.From(value).ToDouble();
}
