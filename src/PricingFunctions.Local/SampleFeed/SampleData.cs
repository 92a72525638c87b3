using System.Globalization;

namespace PricingFunctions.Local.SampleFeed;

/// <summary>The files under <c>samples/market-data</c>.</summary>
internal sealed class SampleData
{
    private SampleData(
        IReadOnlyList<SampleClose> closes,
        IReadOnlyList<SampleDividend> dividends,
        IReadOnlyList<string> tenors,
        IReadOnlyList<SampleCurve> curves) =>
        (Closes, Dividends, Tenors, Curves) = (closes, dividends, tenors, curves);

    /// <summary>The closes by code and date.</summary>
    public IReadOnlyList<SampleClose> Closes { get; }

    /// <summary>The dividends by code and record date.</summary>
    public IReadOnlyList<SampleDividend> Dividends { get; }

    /// <summary>The tenors of the curves in years.</summary>
    public IReadOnlyList<string> Tenors { get; }

    /// <summary>The curves by date.</summary>
    public IReadOnlyList<SampleCurve> Curves { get; }

    /// <summary>Reads the files.</summary>
    /// <param name="samplesFolder">The folder <c>samples</c>.</param>
    /// <exception cref="SetupException">A file is missing or cannot be read.</exception>
    public static SampleData Read(string samplesFolder)
    {
        var folder = Path.Combine(samplesFolder, "market-data");
        if (!Directory.Exists(folder))
            throw new SetupException($"The sample market data are missing: there is no folder {folder}.");

        var closes = Rows(folder, "closes-*.csv").Select(row => new SampleClose(
            Date(row["Date"]), row["Code"], Number(row["Close"]), row["SplitFactor"].Length == 0 ? 1m : Number(
                row["SplitFactor"])));
        var dividends = Rows(folder, "dividends-*.csv").Select(row => new SampleDividend(
            row["Code"], row["Kind"] == "Final", Date(row["RecordDate"]), Date(row["ExDate"]), Number(
                row["DividendPerShare"])));
        var curves = Rows(folder, "jgb-*.csv").ToList();
        var titles = curves.SelectMany(row => row.Keys).Where(title => title != "Date").Distinct().ToList();
        return new(
            [.. closes.OrderBy(close => close.Code, StringComparer.Ordinal).ThenBy(close => close.Date)],
            [.. dividends.OrderBy(dividend => dividend.Code, StringComparer.Ordinal).ThenBy(
                dividend => dividend.RecordDate)],
            [.. titles.Select(title => title.TrimEnd('Y'))],
            [
                .. curves
                    .Select(row => new SampleCurve(Date(row["Date"]), [.. titles.Select(title => row[title])]))
                    .OrderBy(curve => curve.Date),
            ]);
    }

    private static IEnumerable<Dictionary<string, string>> Rows(string folder, string pattern)
    {
        var files = Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
            throw new SetupException(
                $"The sample market data are missing: there is no file {Path.Combine(folder, pattern)}.");

        foreach (var file in files)
        {
            var lines = File.ReadAllLines(file).Where(line => line.Length > 0).Select(line => line.Split(',')).ToList();
            foreach (var (number, fields) in lines.Index().Skip(1))
            {
                if (fields.Length != lines[0].Length)
                    throw new SetupException(
                        $"Line {number + 1} of {file} has {fields.Length} fields; its header has {lines[0].Length}.");
                yield return lines[0].Zip(fields).ToDictionary(
                    pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
            }
        }
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
