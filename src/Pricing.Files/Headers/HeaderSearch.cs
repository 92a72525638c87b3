using System.Globalization;
using System.Text;
using Pricing.Files.Characters;
using Pricing.Files.Kinds;
using Pricing.Files.Schemas;

namespace Pricing.Files.Headers;

/// <summary>Finds the header among the first rows: the first one that has all required names of a kind.</summary>
internal static class HeaderSearch
{
    /// <summary>How many rows with content are looked at.</summary>
    public const int MostRows = 10;

    private const int Readable = 120;

    /// <summary>Looks for the header.</summary>
    /// <param name="rows">The first rows with content.</param>
    /// <param name="request">What is known of the file.</param>
    public static HeaderFinding Find(IReadOnlyList<HeaderRow> rows, TableRequest request)
    {
        var schemas = request.Kind is { } kind ? [TableSchemas.Of(kind)] : TableSchemas.OfFiles;
        rows = YahooHeader.Merge(rows);
        HeaderMatch? nearest = null;
        foreach (var row in rows)
        {
            var matches = schemas.Select(schema => HeaderMatch.Of(schema, row, request.CloseColumn)).ToList();
            var shown = matches.FindAll(match => request.Kind is not null ? !match.Missing.Any() : match.HasSignature);
            if (shown.Count > 1)
                return Undecided(row, shown);
            if (shown is [var only])
            {
                if (!only.Missing.Any())
                    return Found(only, rows, request);
                nearest = only;
                continue;
            }

            var best = matches.OrderByDescending(match => match.Recognised).ThenBy(match => match.Missing.Count()).First();
            if (nearest is null || (!nearest.HasSignature && best.Recognised > nearest.Recognised))
                nearest = best;
        }

        return request.Kind is { } stated && nearest is { HasSignature: false } && OfAnotherKind(rows, stated) is { } other
            ? other
            : NotFound(nearest, request);
    }

    // A file that was stated to be of one kind, and shows another.
    private static HeaderFinding? OfAnotherKind(IReadOnlyList<HeaderRow> rows, FileKind stated)
    {
        foreach (var row in rows)
        {
            var shown = TableSchemas.OfFiles.Where(schema => schema.Kind != stated)
                .Select(schema => HeaderMatch.Of(schema, row, closeColumn: null)).Where(match => match.HasSignature).ToList();
            if (shown is [var only])
            {
                return Refused(
                    row,
                    $"the header is one of {only.Schema.Kind}, not of {stated}; take reads such a file with --kind {FileKindWord.Of(only.Schema.Kind)} or without a kind",
                    only.Known);
            }
        }

        return null;
    }

    private static HeaderFinding Found(HeaderMatch match, IReadOnlyList<HeaderRow> rows, TableRequest request)
    {
        var notices = new List<string>();
        var defects = HeaderDefects.Of(match, request).ToList();
        foreach (var above in rows.TakeWhile(row => row != match.Row))
        {
            notices.Add(string.Create(
                CultureInfo.InvariantCulture, $"line {above.Line} above the header is passed over: {Shown(above.Cells)}"));
            if (UnitAbove.In(above, match) is { } wrong)
                defects.Add(wrong);
            if (UnitAbove.OfShares(above) is { } unit)
                match.TakeUnitAbove(unit);
        }

        var unused = match.NotUsed.Concat(match.Schema.RefusesUnknown ? [] : match.Unknown).Order().ToList();
        if (unused.Count > 0)
            notices.Add($"not used: {string.Join(", ", unused.Select(ordinal => match.Row.Cells[ordinal].Trim()))}");
        return new(new(match), defects, notices, match.Known);
    }

    private static HeaderFinding Undecided(HeaderRow row, List<HeaderMatch> matches)
    {
        var kinds = string.Join(", ", matches.Select(match => match.Schema.Kind));
        var words = string.Join(" or ", matches.Select(match => $"--kind {FileKindWord.Of(match.Schema.Kind)}"));
        return Refused(row, $"the columns fit more than one kind ({kinds}); state the kind: {words}", matches.Max(match => match.Known));
    }

    private static HeaderFinding NotFound(HeaderMatch? nearest, TableRequest request)
    {
        if (nearest is null)
            return new(null, [FileDefect.OfFile("file", "", "the file is empty; a header and rows are wanted")], [], 0);
        if (request.Kind is null && !nearest.HasSignature && IsOfValuations(nearest.Row))
            return Refused(nearest.Row, "the columns are those of rows for the command price, which values them as they stand", nearest.Known);
        var names = nearest.Row.Cells;
        var lacking = nearest.Missing.ToList();
        var missing = string.Join(", ", lacking.Select(column =>
            column.Name == "Close" && request.CloseColumn is { } close ? close : NameInMessage.Of(column, names)));
        if (nearest.Recognised == 0 || (request.Kind is null && !nearest.HasSignature && nearest.Recognised < 2))
        {
            var would = nearest.Recognised > 0 ? $"; as one of {nearest.Schema.Kind} it lacks {missing}" : "";
            return Refused(nearest.Row, $"none of the first {MostRows} rows is a header of a known kind (docs/files.md){would}", nearest.Known);
        }

        var hint = nearest.Schema.Kind == FileKind.Prices && missing.Contains("Close", StringComparison.Ordinal)
            && names.Any(AdjustedClose.Is)
                ? "; an adjusted close is never taken for the close"
                : "";
        var lacks = request.Kind is null && !nearest.HasSignature ? $"the header lacks {missing}" : $"the header of {nearest.Schema.Kind} lacks {missing}";
        return Refused(nearest.Row, missing.Length > 0 ? lacks + hint + Misspelled(nearest, lacking) : "the columns show no kind; state it", nearest.Known);
    }

    private static bool IsOfValuations(HeaderRow row) => !HeaderMatch.Of(TableSchemas.Of(FileKind.Valuations), row, closeColumn: null).Missing.Any();

    private static string Misspelled(HeaderMatch match, List<TableColumn> lacking) => string.Concat(
        from ordinal in match.Unknown
        let name = match.Row.Cells[ordinal].Trim()
        let near = match.Schema.Nearest(name)
        where near is not null && lacking.Contains(near)
        select $"; {Excerpt.Of(name, Readable)} is no known name, the nearest one is {NameInMessage.Of(near, match.Row.Cells)}");

    private static HeaderFinding Refused(HeaderRow row, string reason, int score) =>
        new(null, [FileDefect.OfFile("header", Shown(row.Cells), reason, row.Line)], [], score) { MayBeMisread = MayBeMisread(row.Cells) };

    // A known word beyond ASCII was read in the right encoding; one of ASCII is the same in nearly all of them.
    private static bool MayBeMisread(string[] cells) =>
        Array.Exists(cells, cell => cell.Contains(Invisible.Damage))
        || (Array.FindAll(cells, cell => !Ascii.IsValid(cell)) is { Length: > 0 } beyond
            && !Array.Exists(beyond, cell => TableSchemas.All.Any(schema => schema.Knows(cell))));

    private static string Shown(string[] cells) => Excerpt.Of(string.Join(',', cells).TrimEnd(',').ReplaceLineEndings(" "), Readable);
}
