using Parquet;
using Parquet.Schema;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Nights.Columns;

/// <summary>
/// The table of a completed run, or of all that stored values of a date, where of each value the last version stands. It reads the
/// columns that are filtered and sorted by, and of the groups that hold the page's rows the others; what was read is kept.
/// </summary>
public sealed class ColumnTable : IAsyncDisposable
{
    private static readonly (ReasonCode Reason, string Text)[] Codes = [.. Enum.GetValues<ReasonCode>().Select(reason => (reason, $"{reason} "))];

    private readonly IReadOnlyList<ParquetReader> files;
    private readonly ParquetRowGroupReader[] groups;
    private readonly int[] starts;
    private readonly Dictionary<string, string[]> texts = [];
    private readonly Dictionary<ColumnSort, int[]> places = [];
    private readonly Dictionary<int, ColumnRow[]> rows = [];
    private readonly SemaphoreSlim gate = new(1);
    private DateOnly[]? dates;
    private int[] current = [];
    private ColumnSummary? summary;

    private ColumnTable(IReadOnlyList<ParquetReader> files)
    {
        this.files = files;
        groups = [.. files.SelectMany(file => Enumerable.Range(0, file.RowGroupCount).Select(file.OpenRowGroupReader))];
        starts = new int[groups.Length + 1];
        for (var group = 0; group < groups.Length; group++) starts[group + 1] = starts[group] + checked((int)groups[group].RowCount);
    }

    /// <summary>How many rows there are.</summary>
    public int Count => current.Length;

    /// <summary>Opens the tables of several runs as one.</summary>
    /// <param name="contents">The files: streams that can seek; they go with the table.</param>
    /// <param name="date">The business date whose values alone are shown; null for all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    internal static async Task<ColumnTable> OpenAsync(IReadOnlyList<Stream> contents, DateOnly? date, CancellationToken cancellationToken)
    {
        var files = new List<ParquetReader>();
        foreach (var content in contents) files.Add(await ColumnFile.OpenAsync(content, cancellationToken));
        var table = new ColumnTable(files);
        var shown = Enumerable.Range(0, table.starts[^1]);
        if (date is { } day)
        {
            var measured = await table.DatesAsync(cancellationToken);
            shown = shown.Where(row => MeasurementSchedule.IsOfNight(measured[row], day));
        }

        table.current = files.Count == 1 ? [.. shown] : await table.LastOfEachAsync(shown, cancellationToken);
        return table;
    }

    /// <summary>How many values there are of each status, and how many failed of each reason.</summary>
    /// <param name="issuers">The issuers; null for all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<ColumnSummary> SummaryAsync(IReadOnlyCollection<string>? issuers, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (issuers is null && summary is not null) return summary;

            var counted = issuers is null ? current : await MatchingAsync(new() { Within = issuers }, cancellationToken);
            var found = Summary(counted, await TextsAsync(ColumnFile.Status, cancellationToken), await TextsAsync(ColumnFile.Failures, cancellationToken));
            if (issuers is null) summary = found;
            return found;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>How many values of each date a run's table holds.</summary>
    /// <param name="run">The run, whose table alone this is.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    internal async Task<IReadOnlyList<HeldDate>> HeldAsync(NightRun run, CancellationToken cancellationToken)
    {
        var measured = await DatesAsync(cancellationToken);
        var statuses = await TextsAsync(ColumnFile.Status, cancellationToken);
        var tally = new DateTally();
        for (var row = 0; row < measured.Length; row++) tally.Count(measured[row], Enum.Parse<ValueStatus>(statuses[row]));
        return tally.Of(run);
    }

    /// <summary>A page of it.</summary>
    /// <param name="query">Which rows.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<ColumnPage> PageAsync(ColumnQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        await gate.WaitAsync(cancellationToken);
        try
        {
            var matching = await SortedAsync(await MatchingAsync(query, cancellationToken), query, cancellationToken);
            var page = new List<ColumnRow>();
            foreach (var row in matching.Skip(query.Skip).Take(query.Take)) page.Add(await RowAsync(row, cancellationToken));
            return new(matching.Length, page);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var group in groups) group.Dispose();
        foreach (var file in files) await file.DisposeAsync();
        gate.Dispose();
    }

    /// <summary>Of each grant and measurement date the row of the last version, by issuer and grant.</summary>
    private async Task<int[]> LastOfEachAsync(IEnumerable<int> shown, CancellationToken cancellationToken)
    {
        var issuers = await TextsAsync(ColumnFile.Issuer, cancellationToken);
        var ids = await TextsAsync(ColumnFile.GrantId, cancellationToken);
        var versions = await NumbersAsync(ColumnFile.Version, cancellationToken);
        var measured = await DatesAsync(cancellationToken);
        var last = new Dictionary<(string, string, DateOnly), int>();
        foreach (var row in shown)
        {
            var value = (issuers[row], ids[row], measured[row]);
            if (!last.TryGetValue(value, out var before) || versions[row] > versions[before]) last[value] = row;
        }

        return
        [
            .. last.Values
                .OrderBy(row => issuers[row], StringComparer.Ordinal)
                .ThenBy(row => ids[row], StringComparer.Ordinal)
                .ThenBy(row => measured[row]),
        ];
    }

    private static ColumnSummary Summary(int[] rows, string[] statuses, string[] failures)
    {
        var reasons = rows.Select(row => failures[row]).Where(text => text.Length > 0)
            .SelectMany(text => Codes.Where(code => Names(text, code.Text)))
            .CountBy(code => code.Reason)
            .OrderByDescending(reason => reason.Value)
            .ThenBy(reason => reason.Key)
            .Select(reason => new ReasonCount(reason.Key, reason.Value));
        return new(Of(ValueStatus.Final), Of(ValueStatus.Provisional), Of(ValueStatus.Failed), [.. reasons]);

        int Of(ValueStatus status)
        {
            var word = status.ToString();
            return rows.Count(row => statuses[row] == word);
        }
    }

    private async Task<int[]> MatchingAsync(ColumnQuery query, CancellationToken cancellationToken)
    {
        IEnumerable<int> matching = current;
        if (query.Issuer is { } issuer)
        {
            var issuers = await TextsAsync(ColumnFile.Issuer, cancellationToken);
            matching = matching.Where(row => issuers[row] == issuer);
        }

        if (query.Within is { } within)
        {
            var issuers = await TextsAsync(ColumnFile.Issuer, cancellationToken);
            matching = matching.Where(row => within.Contains(issuers[row]));
        }

        if (query.Status is { } status)
        {
            var (word, statuses) = (status.ToString(), await TextsAsync(ColumnFile.Status, cancellationToken));
            matching = matching.Where(row => statuses[row] == word);
        }

        if (query.GrantId is { } part)
        {
            var ids = await TextsAsync(ColumnFile.GrantId, cancellationToken);
            matching = matching.Where(row => ids[row].Contains(part, StringComparison.OrdinalIgnoreCase));
        }

        if (query.Reason is { } reason)
        {
            var (code, failures) = ($"{reason} ", await TextsAsync(ColumnFile.Failures, cancellationToken));
            matching = matching.Where(row => Names(failures[row], code));
        }

        return [.. matching];
    }

    // Failures stand one behind the other, each with its code first.
    private static bool Names(string failures, string code) =>
        failures.StartsWith(code, StringComparison.Ordinal) || failures.Contains($"; {code}", StringComparison.Ordinal);

    private async Task<int[]> SortedAsync(int[] matching, ColumnQuery query, CancellationToken cancellationToken)
    {
        var column = query.Sort switch
        {
            ColumnSort.Issuer => ColumnFile.Issuer,
            ColumnSort.GrantId => ColumnFile.GrantId,
            ColumnSort.Status => ColumnFile.Status,
            ColumnSort.AmountPerRight => ColumnFile.AmountPerRight,
            ColumnSort.Total => ColumnFile.Total,
            _ => null,
        };
        if (column is null)
        {
            if (query.Descending) Array.Reverse(matching);
            return matching;
        }

        var (order, sign) = (await PlacesAsync(query.Sort, column, cancellationToken), query.Descending ? -1L : 1L);
        var keys = new long[matching.Length];
        for (var index = 0; index < keys.Length; index++) keys[index] = (sign * order[matching[index]] << 32) + index;
        Array.Sort(keys, matching);
        return matching;
    }

    private async Task<int[]> PlacesAsync(ColumnSort sort, DataField<string> column, CancellationToken cancellationToken)
    {
        if (places.TryGetValue(sort, out var known)) return known;

        var all = await TextsAsync(column, cancellationToken);
        return places[sort] = sort switch
        {
            ColumnSort.Issuer or ColumnSort.GrantId => Places(all, text => text, StringComparer.Ordinal),
            ColumnSort.Status => Places(all, Enum.Parse<ValueStatus>, Comparer<ValueStatus>.Default),
            _ => Places(all, AmountOf, Comparer<(double, decimal)>.Default),
        };
    }

    // The place of each row in the order of a column; rows that are equal in it have one. It is found once: a reader turns pages.
    private static int[] Places<T>(string[] column, Func<string, T> read, IComparer<T> order)
    {
        T[] keys = [.. column.Select(read)];
        int[] sorted = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(keys, sorted, order);
        var found = new int[keys.Length];
        for (var index = 1; index < keys.Length; index++)
            found[sorted[index]] = order.Compare(keys[index - 1], keys[index]) == 0 ? found[sorted[index - 1]] : index;
        return found;
    }

    // Amounts are compared as doubles, which all of them have; those that are the same double by their decimals, where they have one.
    private static (double Approximate, decimal Exact) AmountOf(string text) =>
        text.Length == 0 ? (double.NegativeInfinity, 0m)
            : Amount.Parse(text) is { } amount ? (amount.Approximate, amount.Exact ?? 0m)
            : (double.PositiveInfinity, 0m);

    private async Task<string[]> TextsAsync(DataField<string> column, CancellationToken cancellationToken)
    {
        if (texts.TryGetValue(column.Name, out var known)) return known;

        var all = new string[starts[^1]];
        for (var group = 0; group < groups.Length; group++)
            (await ColumnFile.TextsAsync(groups[group], column, cancellationToken)).CopyTo(all, starts[group]);
        return texts[column.Name] = all;
    }

    private async Task<DateOnly[]> DatesAsync(CancellationToken cancellationToken) =>
        dates ??= await NumbersAsync(ColumnFile.MeasurementDate, cancellationToken);

    private async Task<T[]> NumbersAsync<T>(DataField<T> column, CancellationToken cancellationToken)
        where T : struct
    {
        var all = new T[starts[^1]];
        for (var group = 0; group < groups.Length; group++)
            (await ColumnFile.NumbersAsync(groups[group], column, cancellationToken)).CopyTo(all, starts[group]);
        return all;
    }

    private async Task<ColumnRow> RowAsync(int row, CancellationToken cancellationToken)
    {
        var found = Array.BinarySearch(starts, row);
        var group = found < 0 ? ~found - 1 : found;
        if (!rows.TryGetValue(group, out var known)) rows[group] = known = await ColumnFile.RowsAsync(groups[group], cancellationToken);
        return known[row - starts[group]];
    }
}
