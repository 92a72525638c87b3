using System.Globalization;

namespace Benchmarks.Simulation;

/// <summary>Nights past one machine, on paper that runs.</summary>
internal static class Simulate
{
    private static readonly Workload[] Cases =
    [
        new(4000, 25, Buckets: 1, AreGranted: false),
        new(4000, 250, Buckets: 1, AreGranted: false),
        new(4000, 2500, Buckets: 1, AreGranted: false),
        new(4000, 2500, Buckets: 1, AreGranted: true),
        new(1, 2_000_000, Buckets: 1, AreGranted: false),
        new(1, 2_000_000, Buckets: 16, AreGranted: false),
    ];

    public static async Task RunAsync()
    {
        Console.WriteLine("| issuers x grants | minutes | plan | close | instances | activities | history rows of an instance | hottest partition | entities, millions | told to come again | US dollars |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var workload in Cases)
        {
            var seen = await SimulatedNight.RunAsync(workload);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {workload} | {seen.Seconds / 60:0.0} | {seen.PlanSeconds / 60:0.0} | {seen.CloseSeconds / 60:0.0} | {seen.Instances} | {seen.Activities:N0} | {seen.MostHistory:N0} | {seen.Hottest.Key} {seen.Hottest.Entities:N0} | {seen.Entities / 1e6:0.0} | {seen.Throttled:N0} | {seen.Dollars:0.00} |"));
        }
    }
}
