using System.Globalization;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Values;
using Spectre.Console;

namespace PricingFunctions.Local.Nights;

/// <summary>Where the last night stands, to be shown.</summary>
/// <param name="Run">The current run of its date.</param>
/// <param name="Values">The current value of each grant for the date, the first few.</param>
/// <param name="IsMore">Whether there are values that are not shown.</param>
internal sealed record NightReport(RunRecord Run, IReadOnlyList<ValueRecord> Values, bool IsMore)
{
    private const int Shown = 50;

    /// <summary>Reads it.</summary>
    /// <param name="ledger">Says which night was the last.</param>
    /// <param name="runs">The runs.</param>
    /// <param name="values">The values of its date.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The report; null where no night is done yet, or the last one was cancelled.</returns>
    public static async Task<NightReport?> ReadAsync(
        NightLedger ledger, RunStore runs, DateValues values, CancellationToken cancellationToken)
    {
        if ((await ledger.WatermarkAsync(cancellationToken)).DoneThrough is not { } date) return null;

        var run = await runs.OfDateAsync(date, cancellationToken)
            .FirstOrDefaultAsync(run => run.Status is RunStatus.Completed or RunStatus.Failed, cancellationToken);
        if (run is null) return null;

        return await OfAsync(run, values.OfAsync(date, cancellationToken));
    }

    /// <summary>The report of a run and the values of its date.</summary>
    /// <param name="run">The run.</param>
    /// <param name="values">The values of its date.</param>
    public static async Task<NightReport> OfAsync(RunRecord run, IAsyncEnumerable<ValueRecord> values)
    {
        var first = await values.Take(Shown + 1).ToListAsync();
        return new(run, [.. first.Take(Shown)], IsMore: first.Count > Shown);
    }

    // The values are those of the date, which may be more than those of the run.
    private string Counts()
    {
        var all = Run.Rows + Run.Unchanged;
        var grants = !IsMore && Values.Count == all
            ? $"{Counted(Values.DistinctBy(value => (value.Issuer, value.GrantId)).Count(), "grant")}, "
            : "";
        return $"{grants}{Counted(all - Run.Failed, "value")}, {Run.Failed} failed ({Run.Unchanged} unchanged, {Run.Provisional} provisional)";
    }

    private static string Counted(int number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");

    /// <summary>Prints it.</summary>
    /// <param name="console">Where to.</param>
    public void Print(IAnsiConsole console)
    {
        console.WriteLine($"Night of {Run.ToRun()}: {Counts()}");
        ValueTable.Print(this, console);
        foreach (var remark in NightRemarks.Of(Values)) console.WriteLine(remark);
        if (IsMore) console.WriteLine($"and more: /api/dates/{Run.Date:yyyy-MM-dd}/values has all of them");
    }
}
