using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.Sources;
using Pricing.Rates;

namespace Pricing.Pipeline.Checks;

/// <summary>Compares a stored curve with the body that it came from.</summary>
/// <param name="curve">The curve.</param>
/// <param name="reader">Reads the body; null where no reader of its feed is known.</param>
/// <param name="source">The body.</param>
/// <param name="said">Keeps what it states of other dates.</param>
internal sealed class CurveComparison(YieldCurve curve, ICurveBodies? reader, DataSource source, CurvesSaid said)
{
    public string Subject => $"market-data/curves/jgb {DateText.Of(curve.Date)}";

    public async Task<Failure?> DifferenceAsync(BinaryData body, CancellationToken cancellationToken)
    {
        if (reader is null) return null;

        var read = await reader.ReadCurvesAsync(body.ToMemory(), source, cancellationToken);
        // What the rules of today refuse is no damage: the body has its hash.
        if (!read.TryGet(out var rows)) return null;

        said.Keep(source, rows);
        return rows.Any(row => row.Date == curve.Date && row.Points.SequenceEqual(curve.Points))
            ? null
            : new Failure(
                ReasonCode.DamagedData,
                Subject,
                DateText.Of(curve.Date),
                $"is not what the body raw-market-data/{source.Sha256} states: {BothSides.Of(Text(curve), rows.Where(row => row.Date == curve.Date).Select(Text))}");
    }

    private static string Text(YieldCurve curve) =>
        BothSides.Text([.. curve.Points.Select(point => ($"{DecimalText.Of(point.TenorYears)} years", (object?)point.Percent))]);
}
