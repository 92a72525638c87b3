using Pricing.Files.Schemas;
using Pricing.Files.WholeFiles;
using Pricing.Rates;

namespace Pricing.Files.Curves;

/// <summary>
/// Files of government bond yields: the ministry's four (Japanese and English, history and current month), or a plain table
/// of date, tenor and percent, with a row a tenor or with the tenors as columns.
/// </summary>
public static class CurveFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="content">The file, from its start; a stream that can seek.</param>
    /// <param name="request">What is known of it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The curves by ascending date; none where a row cannot be read.</returns>
    public static async Task<FileReading<StatedCurve>> ReadAsync(
        Stream content, TableRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var points = await WholeFile.ReadAsync(
            content, WholeFile.Of(request, FileKind.Curves), table => new CurveJudge(table), cancellationToken);
        return new()
        {
            Kind = points.Kind,
            Readable = [.. points.Readable.GroupBy(row => row.Date).OrderBy(day => day.Key).Select(Curve)],
            RowCount = points.RowCount,
            Defects = points.Defects,
            DefectCount = points.DefectCount,
            Notices = points.Notices,
        };
    }

    private static StatedCurve Curve(IGrouping<DateOnly, CurveRow> day)
    {
        List<StatedYield> yields =
        [
            .. day.SelectMany(row => row.Yields).DistinctBy(one => one.Point.TenorYears).OrderBy(one => one.Point.TenorYears),
        ];
        return new(
            day.Min(row => row.Line),
            new YieldCurve { Date = day.Key, Points = yields.ConvertAll(one => one.Point) },
            yields,
            day.Select(row => row.MeantReason).FirstOrDefault(reason => reason is not null),
            day.All(row => row.HasPercentSign));
    }
}
