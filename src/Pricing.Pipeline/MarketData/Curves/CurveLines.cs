using Pricing.Pipeline.Storage;
using Pricing.Rates;

namespace Pricing.Pipeline.MarketData.Curves;

/// <summary>A line of the stored curves.</summary>
/// <param name="Number">The line, from 1.</param>
/// <param name="Place">Where it stands in the text.</param>
/// <param name="Curve">Its curve; null where it cannot be read.</param>
/// <param name="Source">The index of the curve's source.</param>
/// <param name="Reason">Why it cannot be read; empty where it can.</param>
internal readonly record struct CurveLine(int Number, Range Place, YieldCurve? Curve = null, int Source = -1, string Reason = "");

/// <summary>Finds the lines whose date is damaged: their date is out of the order of the others.</summary>
internal static class CurveLines
{
    /// <summary>
    /// Takes the curve away from every line that is out of order. Of two that contradict each other the one is wrong
    /// that the line after them contradicts too; where none follows, neither is believed.
    /// </summary>
    /// <param name="lines">The lines, in their order.</param>
    public static void Order(List<CurveLine> lines)
    {
        var kept = new Stack<int>();
        for (var index = 0; index < lines.Count; index++)
        {
            if (lines[index].Curve is not { } curve) continue;

            var isKept = true;
            while (isKept && kept.TryPeek(out var last) && curve.Date <= lines[last].Curve!.Date)
            {
                var next = lines.FindIndex(index + 1, line => line.Curve is not null);
                isKept = next >= 0 && lines[next].Curve!.Date <= lines[last].Curve!.Date;
                if (isKept || next < 0) Drop(lines, kept.Pop());
            }

            if (isKept) kept.Push(index);
            else Drop(lines, index);
        }
    }

    private static void Drop(List<CurveLine> lines, int index) => lines[index] = lines[index] with
    {
        Curve = null,
        Reason = $"the date {Keys.Date(lines[index].Curve!.Date)} is out of order",
    };
}
