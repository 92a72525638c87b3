using Parquet;
using Parquet.Schema;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Nights.Columns;

/// <summary>
/// The table of a completed run. It reads the columns that are filtered and sorted by, and of the groups that hold the page's
/// rows the others; what was read is kept.
/// </summary>
public sealed class ColumnTable : IAsyncDisposable
{
    private readonly ParquetReader file;
    private readonly ParquetRowGroupReader[] groups;
    private readonly int[] starts;
    private readonly Dictionary<string, string[]> texts = [];
    private readonly Dictionary<int, ColumnRow[]> rows = [];
    private readonly SemaphoreSlim gate = new(1);

    private ColumnTable(ParquetReader file)
    {
        this.file = file;
        groups = [.. Enumerable.Range(0, file.RowGroupCount).Select(file.OpenRowGroupReader)];
        starts = new int[groups.Length + 1];
        for (var group = 0; group < groups.Length; group++) starts[group + 1] = starts[group] + checked((int)groups[group].RowCount);
    }

    /// <summary>How many rows there are.</summary>
    public int Count => starts[^1];

    /// <summary>Opens a table.</summary>
    /// <param name="content">The file: a stream that can seek; it goes with the table.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    internal static async Task<ColumnTable> OpenAsync(Stream content, CancellationToken cancellationToken) =>
        new(await ColumnFile.OpenAsync(content, cancellationToken));

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
        await file.DisposeAsync();
        gate.Dispose();
    }

    private async Task<int[]> MatchingAsync(ColumnQuery query, CancellationToken cancellationToken)
    {
        IEnumerable<int> matching = Enumerable.Range(0, Count);
        if (query.Issuer is { } issuer)
        {
            var issuers = await TextsAsync(ColumnFile.Issuer, cancellationToken);
            matching = matching.Where(row => issuers[row] == issuer);
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

        var sorted = await TextsAsync(column, cancellationToken);
        var sign = query.Descending ? -1 : 1;
        if (query.Sort is ColumnSort.Issuer or ColumnSort.GrantId) Sort(matching, sorted, text => text, StringComparer.Ordinal, sign);
        else if (query.Sort == ColumnSort.Status) Sort(matching, sorted, Enum.Parse<ValueStatus>, Comparer<ValueStatus>.Default, sign);
        else Sort(matching, sorted, AmountOf, Comparer<(double, decimal)>.Default, sign);
        return matching;
    }

    private static void Sort<T>(int[] rows, string[] column, Func<string, T> read, IComparer<T> order, int sign)
    {
        var keys = Array.ConvertAll(rows, row => (Key: read(column[row]), Row: row));
        Array.Sort(keys, rows, Comparer<(T Key, int Row)>.Create((one, other) =>
            order.Compare(one.Key, other.Key) is not 0 and var found ? sign * found : one.Row.CompareTo(other.Row)));
    }

    // Amounts are compared as doubles, which all of them have; those that are the same double by their decimals, where they have one.
    private static (double Approximate, decimal Exact) AmountOf(string text) =>
        text.Length == 0 ? (double.NegativeInfinity, 0m)
            : Amount.Parse(text) is { } amount ? (amount.Approximate, amount.Exact ?? 0m)
            : (double.PositiveInfinity, 0m);

    private async Task<string[]> TextsAsync(DataField<string> column, CancellationToken cancellationToken)
    {
        if (texts.TryGetValue(column.Name, out var known)) return known;

        var all = new string[Count];
        for (var group = 0; group < groups.Length; group++)
            (await ColumnFile.TextsAsync(groups[group], column, cancellationToken)).CopyTo(all, starts[group]);
        return texts[column.Name] = all;
    }

    private async Task<ColumnRow> RowAsync(int row, CancellationToken cancellationToken)
    {
        var found = Array.BinarySearch(starts, row);
        var group = found < 0 ? ~found - 1 : found;
        if (!rows.TryGetValue(group, out var known)) rows[group] = known = await ColumnFile.RowsAsync(groups[group], cancellationToken);
        return known[row - starts[group]];
    }
}
