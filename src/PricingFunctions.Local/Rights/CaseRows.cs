using Pricing;
using Pricing.Calendars;
using Pricing.Files;
using Pricing.Files.Fields;
using Pricing.Files.Schemas;
using Pricing.Files.Tables;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using PricingFunctions.Local.Shell;

namespace PricingFunctions.Local.Rights;

/// <summary>The rows of the files of the commands <c>right</c>; what of them is not used is said.</summary>
internal static class CaseRows
{
    private const int MostNamed = 5;

    /// <summary>The day in Japan.</summary>
    public static DateOnly Today => JapanTime.DateOf(TimeProvider.System.GetUtcNow());

    /// <summary>The rows; one that cannot be read and is not needed is named and left out.</summary>
    /// <typeparam name="T">A row.</typeparam>
    /// <param name="path">The file; null for none.</param>
    /// <param name="kind">What it holds.</param>
    /// <param name="read">Reads a row of a line.</param>
    /// <param name="isNotNeeded">Whether a row is not asked about.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="UnreadableFileException">The file cannot be read, or a row that is needed.</exception>
    public static async Task<List<T>> ReadAsync<T>(
        string? path,
        FileKind kind,
        Func<FieldReader, int, Outcome<T>> read,
        Func<FieldReader, bool> isNotNeeded,
        CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        if (path is null) return rows;

        await using var content = InputFile.Open(path);
        using var table = await TableReader.OpenAsync(content, new() { Today = Today, Kind = kind }, cancellationToken);
        if (table.Defects.Count > 0) throw InputFile.Unreadable(path, table.Defects);

        await InputFile.SayAsync(path, table.Notices);
        var wrong = new List<FileDefect>();
        var leftOut = new List<string>();
        while (await table.ReadAsync(cancellationToken))
        {
            var row = table.IsReadable ? read(table.Fields, table.Line) : table.Fields.Failures.ToList();
            List<FileDefect> defects = [.. row.Failures.Select(failure => new FileDefect(table.Line, null, failure))];
            if (row.TryGet(out var item)) rows.Add(item);
            else if (table.IsReadable && isNotNeeded(table.Fields)) leftOut.Add($"{defects[0]}; the row is of another grant and not used");
            else wrong.AddRange(defects);
        }

        await InputFile.SayAsync(path, CappedNotices.Of(leftOut, leftOut.Count, MostNamed, "rows of other grants that cannot be read", "row of another grant that cannot be read"));
        return table.Defects.Count + wrong.Count == 0 ? rows : throw InputFile.Unreadable(path, [.. table.Defects, .. wrong]);
    }

    /// <summary>The rows of a grant, each with its line; a file without any is not the one that was meant.</summary>
    /// <typeparam name="T">A row.</typeparam>
    /// <param name="path">The file; null for none.</param>
    /// <param name="kind">What it holds.</param>
    /// <param name="terms">The grant.</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="grantOf">The grant of a row.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="UnreadableFileException">The file cannot be read, or holds no row of the grant.</exception>
    public static async Task<List<(int Line, T Item)>> OwnAsync<T>(
        string? path,
        FileKind kind,
        GrantTerms terms,
        Func<FieldReader, Outcome<T>> read,
        Func<T, (string Issuer, string GrantId)> grantOf,
        CancellationToken cancellationToken)
    {
        var all = await ReadAsync<(int Line, T Item)>(
            path,
            kind,
            (fields, line) =>
            {
                var row = read(fields);
                return row.TryGet(out var item) ? (line, item) : row.Failures.ToList();
            },
            fields => IsOfAnother(fields, terms.Issuer, terms.GrantId),
            cancellationToken);
        var own = all.Where(row => grantOf(row.Item) == (terms.Issuer, terms.GrantId)).ToList();
        if (path is null || own.Count == all.Count) return own;

        var others = all.Select(row => grantOf(row.Item)).Distinct().Where(grant => grant != (terms.Issuer, terms.GrantId)).Select(grant => $"{grant.Issuer} {grant.GrantId}").ToList();
        var named = Named(others);
        if (own.Count == 0) throw new UnreadableFileException(path, $"holds no row of {terms.Issuer} {terms.GrantId}; its rows are of {named}");

        await InputFile.SayAsync(path, [$"rows of {named} are not used: {all.Count - own.Count} of {all.Count}"]);
        return own;
    }

    /// <summary>Each row once, as a file that is taken counts it: the same again changes nothing, other words for the same are refused.</summary>
    /// <typeparam name="T">A row.</typeparam>
    /// <typeparam name="TKey">What is there once.</typeparam>
    /// <param name="path">The file; null for none.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="keyOf">What is there once.</param>
    /// <exception cref="UnreadableFileException">A row says the same otherwise.</exception>
    public static async Task<List<(int Line, T Item)>> OnceAsync<T, TKey>(
        string? path, List<(int Line, T Item)> rows, Func<T, TKey> keyOf)
    {
        var first = new List<(int Line, T Item)>();
        var (notices, wrong) = (new List<string>(), new List<FileDefect>());
        foreach (var group in rows.GroupBy(row => keyOf(row.Item)))
        {
            var kept = group.First();
            first.Add(kept);
            foreach (var again in group.Skip(1))
            {
                if (Equals(again.Item, kept.Item)) notices.Add($"line {again.Line} says the same as line {kept.Line} and is counted once; where both are meant, give them references of their own");
                else wrong.Add(new(again.Line, null, GrantHolder.Twin(kept.Line)));
            }
        }

        if (wrong.Count > 0) throw InputFile.Unreadable(path!, wrong);
        if (path is not null) await InputFile.SayAsync(path, notices);
        return first;
    }

    /// <summary>Whether a row states another grant than the one that is asked about.</summary>
    /// <param name="fields">The row.</param>
    /// <param name="issuer">The issuer that is asked about; null for any.</param>
    /// <param name="grantId">The grant that is asked about.</param>
    public static bool IsOfAnother(FieldReader fields, string? issuer, string grantId)
    {
        var (ofIssuer, ofGrant) = (fields.OptionalText("issuer"), fields.OptionalText("grant_id"));
        return ofIssuer is not null && ofGrant is not null && (ofGrant != grantId || (issuer is not null && ofIssuer != issuer));
    }

    /// <summary>Other grants or shares, by name: the first ones, and how many more there are.</summary>
    /// <param name="others">The names.</param>
    public static string Named(List<string> others) =>
        string.Join(", ", CappedNotices.Of([.. others.Select(SecurityCode.Shown)], others.Count, MostNamed, "others", "other"));
}
