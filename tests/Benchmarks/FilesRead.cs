using System.Diagnostics;
using System.Globalization;
using System.Text;
using MathNet.Numerics.Statistics;
using Pricing.Files.Tables;
using Sylvan.Data.Csv;

namespace Benchmarks;

/// <summary>
/// A million rows of closes read as dates, codes and numbers: by the reader of files, and by bare Sylvan.Data.Csv, in turn.
/// </summary>
internal static class FilesRead
{
    private const int Rows = 1_000_000;
    private const int RowsOfAShare = 2_500;
    private const int Rounds = 7;

    public static async Task RunAsync(bool isQuick)
    {
        var content = Content();
        var ratios = new List<double>();
        var (own, bare) = (new List<double>(), new List<double>());
        for (var round = -1; round < (isQuick ? 1 : Rounds); round++)
        {
            var (ownSeconds, ownSum) = await TimeAsync(() => OwnAsync(content));
            var (bareSeconds, bareSum) = await TimeAsync(() => Task.FromResult(Bare(content)));
            if (ownSum != bareSum) throw new InvalidOperationException($"The two read otherwise: {ownSum} and {bareSum}.");
            if (round < 0) continue;

            own.Add(ownSeconds);
            bare.Add(bareSeconds);
            ratios.Add(bareSeconds / ownSeconds);
        }

        Figures.Line("files.read", Rows / own.Median(), "rows/s");
        Figures.Line("files.read_sylvan", Rows / bare.Median(), "rows/s");
        Figures.Line("files.read_ratio", ratios.Median(), "times");
        Figures.Line("files.read_ratio_least", ratios.Minimum(), "times");
        Figures.Line("files.read_ratio_most", ratios.Maximum(), "times");
    }

    private static byte[] Content()
    {
        var text = new StringBuilder("Date,Code,Open,High,Low,Close,Volume\n");
        var random = new Random(1);
        for (var row = 0; row < Rows; row++)
        {
            var day = new DateOnly(2000, 1, 3).AddDays(row % RowsOfAShare);
            text.Append(
                CultureInfo.InvariantCulture,
                $"{day:yyyy-MM-dd},{1301 + (row / RowsOfAShare)}0,{random.Next(1000, 6000)}.5,{random.Next(1000, 6000)},{random.Next(1000, 6000)},{random.Next(1000, 6000)}.{random.Next(10)},{random.Next(1_000_000)}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static async Task<(double Seconds, decimal Sum)> TimeAsync(Func<Task<decimal>> read)
    {
        GC.Collect();
        var started = Stopwatch.GetTimestamp();
        var sum = await read();
        return (Stopwatch.GetElapsedTime(started).TotalSeconds, sum);
    }

    private static async Task<decimal> OwnAsync(byte[] content)
    {
        using var stream = new MemoryStream(content);
        using var table = await TableReader.OpenAsync(stream, new() { Today = new(2026, 1, 1) }, CancellationToken.None);
        var sum = 0m;
        while (await table.ReadAsync(CancellationToken.None))
        {
            var fields = table.Fields;
            sum += fields.Date("Date").Day + fields.Code("Code")!.Length + fields.Number("Close") + fields.Number("Volume");
        }

        return sum;
    }

    private static decimal Bare(byte[] content)
    {
        using var reader = new StreamReader(new MemoryStream(content));
        using var csv = CsvDataReader.Create(reader);
        var sum = 0m;
        while (csv.Read())
            sum += csv.GetDate(0).Day + csv.GetString(1).Length + csv.GetDecimal(5) + csv.GetDecimal(6);
        return sum;
    }
}
