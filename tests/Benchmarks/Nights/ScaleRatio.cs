using System.Diagnostics;
using System.Globalization;
using Testing;

namespace Benchmarks.Nights;

/// <summary>
/// Nights of the same issuers with ever more grants: what a grant costs must not grow with them, nor the memory of the host. Each is of
/// a process and of an emulator of its own, so that none has the memory or the tables of the one before.
/// </summary>
internal static class ScaleRatio
{
    /// <summary>The argument that makes this program one of the nights, before its size.</summary>
    public const string One = "scale.night";

    private const int Issuers = 200;
    private const int Least = 10_000;

    /// <summary>A night of so many grants, of twice as many, and so on.</summary>
    /// <param name="most">The most grants.</param>
    /// <param name="plot">Where a picture of it goes; null for nowhere.</param>
    public static async Task RunAsync(int most, string? plot)
    {
        var nights = new List<ScaleNight>();
        foreach (var rows in SizesUpTo(most))
        {
            nights.Add(await NightAsync(rows));
            if (nights is [.., var before, var night])
            {
                Figures.Line($"scale.doubling.{rows}", night.DoublingFrom(before, one => one.Seconds), "times");
                Figures.Line($"scale.doubling.loop.{rows}", night.DoublingFrom(before, one => one.LoopSeconds), "times");
            }

            if (plot is not null) await File.WriteAllTextAsync(plot, ScalePlot.Of(nights));
        }
    }

    /// <summary>One night, in this process.</summary>
    /// <param name="rows">Its grants.</param>
    public static Task NightAsync(string rows)
    {
        var count = int.Parse(rows, CultureInfo.InvariantCulture);
        return NightRatio.RunAsync(new(Issuers, count / Issuers), rows);
    }

    private static IEnumerable<int> SizesUpTo(int most)
    {
        for (var rows = (long)Least; rows < most; rows *= 2) yield return (int)rows;
        yield return most;
    }

    private static async Task<ScaleNight> NightAsync(int rows)
    {
        var size = rows.ToString(CultureInfo.InvariantCulture);
        string[] command = [Path.Combine(AppContext.BaseDirectory, "Benchmarks.dll"), One, size];
        using var process = Process.Start(new ProcessStartInfo(LocalProgram.Dotnet, command) { RedirectStandardOutput = true })!;
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            Console.WriteLine(line);
            if (line.Split(' ') is [var name, var value, _]) figures[name] = double.Parse(value, CultureInfo.InvariantCulture);
        }

        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"The night of {size} grants failed.");
        return new(
            rows,
            rows / figures[$"night.rows.{size}"],
            rows / figures[$"night.loop.{size}"],
            figures[$"night.cpu_us.{size}"],
            figures[$"night.storage_us.{size}"],
            figures[$"night.loop.storage_us.{size}"],
            figures[$"night.memory.{size}"]);
    }
}

/// <summary>What a night took.</summary>
/// <param name="Grants">Its grants.</param>
/// <param name="Seconds">Seconds.</param>
/// <param name="LoopSeconds">Seconds of the plain loop that writes the same.</param>
/// <param name="Processor">Microseconds of processor time of the host a grant.</param>
/// <param name="Storage">Those of the emulator.</param>
/// <param name="LoopStorage">Those of the emulator in the plain loop.</param>
/// <param name="Memory">The largest working set of the host, megabytes.</param>
internal readonly record struct ScaleNight(
    int Grants, double Seconds, double LoopSeconds, double Processor, double Storage, double LoopStorage, double Memory)
{
    /// <summary>By how much a doubling multiplies something, from a smaller night to this one; that itself where it has twice the grants.</summary>
    /// <param name="smaller">The smaller one.</param>
    /// <param name="of">What.</param>
    public double DoublingFrom(in ScaleNight smaller, Func<ScaleNight, double> of) =>
        Math.Pow(of(this) / of(smaller), Math.Log(2) / Math.Log((double)Grants / smaller.Grants));
}
