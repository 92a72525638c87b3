using System.Globalization;
using System.Text.RegularExpressions;
using Testing.InMemory;

namespace Soak.Years;

/// <summary>
/// Judges a year by what is stored, by its own reading of rows and its own calendar: each business date has one current completed run
/// or a named open one, no other date has any, and every grant has each of its values once.
/// </summary>
internal sealed partial class YearChecker
{
    private readonly List<string> wrong = [];
    private readonly Dictionary<(string Date, int Version), IReadOnlyDictionary<string, string>> runs = [];
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> ledger = [];
    private readonly Dictionary<(string Date, int Version), int> stored = [];
    private readonly Dictionary<(string Grant, string Date), SortedSet<int>> values = [];
    private readonly Dictionary<(string Date, int Version), int> counted = [];
    private readonly Dictionary<string, string> grants = [];

    /// <summary>How many dates have a completed run.</summary>
    public int Completed { get; private set; }

    /// <summary>How many dates have a named open one.</summary>
    public int Open { get; private set; }

    /// <summary>How many values there are, by status.</summary>
    public SortedDictionary<string, int> Statuses { get; } = new(StringComparer.Ordinal);

    /// <summary>How many runs there are.</summary>
    public int Runs => runs.Count;

    /// <summary>Judges.</summary>
    /// <param name="items">What is stored.</param>
    /// <param name="first">The first date.</param>
    /// <param name="last">The last business date whose night was due.</param>
    /// <returns>What is wrong.</returns>
    public IReadOnlyList<string> Check(IReadOnlyList<StoredItem> items, DateOnly first, DateOnly last)
    {
        foreach (var item in items.Where(item => item.IsRow)) Read(item);

        var due = TradingDays.Between(first, last).Select(Text).ToList();
        foreach (var date in due) CheckDate(date);
        foreach (var (date, version) in runs.Keys.Where(run => !due.Contains(run.Date))) wrong.Add($"{date} v{version}: a run of a date that is no business date, or not due");
        if (ledger.GetValueOrDefault("!")?["doneThrough"] != due[^1]) wrong.Add($"the ledger is done through {ledger.GetValueOrDefault("!")?["doneThrough"]} and not {due[^1]}");
        foreach (var (run, row) in runs.Where(run => run.Value["status"] == "Completed")) CheckCounts(run, row);
        foreach (var (grant, allotted) in grants)
        {
            foreach (var date in due.Where(date => string.CompareOrdinal(date, allotted) >= 0)) CheckValues(grant, date);
        }

        CheckChain();
        return wrong;
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\w+)\((.*); (.*)\)$", RegexOptions.Singleline)]
    private static partial Regex Place();

    private void Read(StoredItem item)
    {
        var place = Place().Match(item.Place);
        var (table, partition, row) = (place.Groups[1].Value, place.Groups[2].Value, place.Groups[3].Value);
        var columns = item.Columns;
        switch (table)
        {
            case "runs":
                runs[(columns["date"], Number(columns["version"]))] = columns;
                break;
            case "ledger" when partition is "ledger" or "failed":
                ledger[partition == "ledger" ? row : $"failed {row}"] = columns;
                break;
            case "grants" when !row.StartsWith('!'):
                grants[$"{columns["issuer"]} {columns["grant_id"]}"] = columns["allotment_date"];
                break;
            case "valuations" when row.StartsWith('!'):
                var head = (columns["date"], Number(columns["version"]));
                counted[head] = counted.GetValueOrDefault(head) + Number(columns["rows"]);
                break;
            case "valuations":
                var run = (columns["runDate"], Number(columns["runVersion"]));
                stored[run] = stored.GetValueOrDefault(run) + 1;
                Statuses[columns["status"]] = Statuses.GetValueOrDefault(columns["status"]) + 1;
                var value = ($"{columns["issuer"]} {columns["grantId"]}", columns["measurementDate"]);
                if (!values.TryGetValue(value, out var versions)) values[value] = versions = [];
                if (!versions.Add(Number(columns["version"]))) wrong.Add($"{value}: a version twice");
                break;
        }
    }

    private void CheckDate(string date)
    {
        var ofDate = runs.Where(run => run.Key.Date == date).OrderBy(run => run.Key.Version).ToList();
        if (!ofDate.Select(run => run.Key.Version).SequenceEqual(Enumerable.Range(1, ofDate.Count)) || ofDate.Count == 0)
        {
            wrong.Add($"{date}: its runs have the versions {string.Join(", ", ofDate.Select(run => run.Key.Version))}");
            return;
        }

        if (ofDate.Find(run => run.Value["status"] is "Requested" or "Running") is { Value: not null } underWay)
            wrong.Add($"{date} v{underWay.Key.Version}: {underWay.Value["status"]}");
        var current = ledger.GetValueOrDefault(date);
        if (current is null)
        {
            wrong.Add($"{date}: the ledger names no current run");
        }
        else if (current["status"] == "Completed" && runs.GetValueOrDefault((date, Number(current["version"])))?["status"] == "Completed")
        {
            Completed++;
            if (ofDate.Last(run => run.Value["status"] == "Completed").Key.Version != Number(current["version"]))
                wrong.Add($"{date}: v{current["version"]} is current, but a later one completed");
        }
        else if (ledger.Keys.Any(row => row.StartsWith($"failed {date}", StringComparison.Ordinal)))
        {
            Open++;
        }
        else
        {
            wrong.Add($"{date}: no run is completed, and none is named as open");
        }
    }

    private void CheckCounts((string Date, int Version) run, IReadOnlyDictionary<string, string> row)
    {
        var rows = Number(row["rows"]);
        if (rows != stored.GetValueOrDefault(run) || rows != counted.GetValueOrDefault(run))
            wrong.Add($"{run.Date} v{run.Version}: says {rows} values, its heads {counted.GetValueOrDefault(run)}, and {stored.GetValueOrDefault(run)} are there");
        if (Number(row["planned"]) != rows + Number(row["unchanged"]))
            wrong.Add($"{run.Date} v{run.Version}: {row["planned"]} planned, {rows} stored, {row["unchanged"]} unchanged");
    }

    private void CheckValues(string grant, string date)
    {
        if (!values.TryGetValue((grant, date), out var versions)) wrong.Add($"{grant} {date}: no value");
        else if (!versions.SequenceEqual(Enumerable.Range(1, versions.Count))) wrong.Add($"{grant} {date}: the versions {string.Join(", ", versions)}");
    }

    /// <summary>Completed runs follow each other: one is the first, no two come after the same.</summary>
    private void CheckChain()
    {
        var completed = runs.Where(run => run.Value["status"] == "Completed").ToList();
        foreach (var same in completed.GroupBy(run => run.Value["previous"]).Where(same => same.Count() > 1))
            wrong.Add($"after '{same.Key}' come {string.Join(" and ", same.Select(run => $"{run.Key.Date} v{run.Key.Version}"))}");
        foreach (var run in completed.Where(run => run.Value["previous"].Length > 0))
        {
            var before = completed.Find(other => $"{other.Key.Date} v{other.Key.Version}" == run.Value["previous"]).Value;
            if (before?["root"] != run.Value["previousRoot"]) wrong.Add($"{run.Key.Date} v{run.Key.Version}: follows {run.Value["previous"]} with another root");
        }
    }
}
