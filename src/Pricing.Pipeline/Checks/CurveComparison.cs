using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.Sources;
using Pricing.Rates;

namespace Pricing.Pipeline.Checks;

/// <summary>Compares a stored curve with the body that it came from.</summary>
/// <param name="curve">The curve.</param>
/// <param name="reader">Reads the body; null where no reader of its feed is known.</param>
/// <param name="source">The body.</param>
internal sealed class CurveComparison(YieldCurve curve, ICurveBodies? reader, DataSource source)
{
    public string Subject => $"market-data/curves/jgb {DateText.Of(curve.Date)}";

    public Failure? Difference(BinaryData body)
    {
        if (reader is null) return null;

        var said = reader.ReadCurves(body.ToMemory());
        var same = said.IsSuccess
            && said.Value.Any(row => row.Date == curve.Date && row.Points.SequenceEqual(curve.Points));
        return same
            ? null
            : new Failure(
                ReasonCode.DamagedData,
                Subject,
                DateText.Of(curve.Date),
                $"is not what the body raw-market-data/{source.Sha256} states");
    }
}
