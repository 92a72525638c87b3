using Pricing.Pipeline.Sources;
using Pricing.Rates;

namespace Pricing.Pipeline.MarketData.Curves;

/// <summary>
/// Adds the curves of a file to those stored. A stored curve is never changed; one that differs is reported.
/// </summary>
internal sealed class CurveMerge(CurveHistory? stored)
{
    private readonly SortedDictionary<DateOnly, (YieldCurve Curve, int Source)> curves = new(
        (stored?.Curves ?? []).Index().ToDictionary(
            pair => pair.Item.Date, pair => (pair.Item, stored!.CurveSources[pair.Index])));

    private readonly List<DataSource> sources = [.. stored?.Sources ?? []];

    /// <summary>What the server said of the history file.</summary>
    public Validators? HistoryFile { get; set; } = stored?.HistoryFile;

    /// <summary>What the server said of the current month's file.</summary>
    public Validators? CurrentMonthFile { get; set; } = stored?.CurrentMonthFile;

    /// <summary>How many curves were new.</summary>
    public int Added { get; private set; }

    /// <summary>How many were known.</summary>
    public int Repeated { get; private set; }

    /// <summary>The curves that differ from what is stored.</summary>
    public List<Failure> Conflicts { get; } = [];

    /// <summary>Everything that is known now.</summary>
    public CurveHistory Result => new()
    {
        Curves = [.. curves.Values.Select(entry => entry.Curve)],
        CurveSources = [.. curves.Values.Select(entry => entry.Source)],
        Sources = sources,
        Damaged = stored?.Damaged ?? [],
        HistoryFile = HistoryFile,
        CurrentMonthFile = CurrentMonthFile,
    };

    public void Add(CurveReply file)
    {
        var number = -1;
        foreach (var curve in file.Curves)
        {
            if (curves.TryGetValue(curve.Date, out var known))
            {
                if (!known.Curve.Points.SequenceEqual(curve.Points))
                    Conflicts.Add(Difference(known.Curve, curve));
                else
                    Repeated++;
                continue;
            }

            if (number < 0)
            {
                number = sources.Count;
                sources.Add(file.Source);
            }

            curves[curve.Date] = (curve, number);
            Added++;
        }
    }

    private static Failure Difference(YieldCurve stored, YieldCurve stated)
    {
        var point = stated.Points.Except(stored.Points).Concat(stored.Points.Except(stated.Points)).First();
        return new(
            ReasonCode.ConflictingData,
            $"yield {DecimalText.Of(point.TenorYears)}y",
            DecimalText.Of(point.Percent),
            $"another curve is stored for {DateText.Of(stored.Date)} and stays");
    }
}
