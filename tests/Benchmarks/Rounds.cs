using System.Diagnostics;
using MathNet.Numerics.Statistics;

namespace Benchmarks;

/// <summary>
/// Measures several jobs in turn, round after round, so that what disturbs the machine disturbs all; a ratio is the
/// median of the ratios of the rounds.
/// </summary>
internal sealed class Rounds(int options, int count, int repetitions)
{
    private readonly Dictionary<string, double[]> times = [];

    /// <summary>Runs all jobs.</summary>
    public void Measure(IReadOnlyList<(string Name, Action Job)> jobs)
    {
        foreach (var (name, _) in jobs) times[name] = new double[count];
        CompiledCode.Settle(() =>
        {
            foreach (var (_, job) in jobs) job();
        });

        for (var round = 0; round < count; round++)
        {
            foreach (var (name, job) in jobs)
            {
                var start = Stopwatch.GetTimestamp();
                for (var i = 0; i < repetitions; i++) job();

                times[name][round] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / repetitions / options;
            }
        }
    }

    /// <summary>The median time, in nanoseconds an option.</summary>
    public double Median(string name) => MiddleOf(times[name]);

    /// <summary>How many times the time of one job another takes.</summary>
    public double Ratio(string dividend, string divisor) =>
        MiddleOf([.. times[dividend].Zip(times[divisor], (first, second) => first / second)]);

    private static double MiddleOf(double[] values) => values.Median();
}
