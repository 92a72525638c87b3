using Pricing.Files.Characters;
using Pricing.Files.Delimited;
using Pricing.Files.Fields;
using Pricing.Files.Headers;
using Pricing.Files.Json;
using Pricing.Files.Rows;
using Pricing.Files.Workbooks;

namespace Pricing.Files.Tables;

/// <summary>Finds out what a file is and opens it.</summary>
internal static class TableOpening
{
    public static async Task<TableReader> OpenAsync(Stream content, TableRequest request, CancellationToken cancellationToken)
    {
        if (request.Code is { } code && !CodeText.Read(code).IsSuccess)
            return Refused(request, new FileDefect(0, null, CodeText.Read(code).Failures[0]));
        content.Position = 0;
        var first = new byte[8];
        var count = await content.ReadAtLeastAsync(first, first.Length, throwOnEndOfStream: false, cancellationToken);
        if (ForeignForm.Of(first.AsSpan(0, count)) is { } foreign)
            return Refused(request, FileDefect.OfFile("file", "", foreign));
        if (first is [(byte)'P', (byte)'K', ..])
            return await OpenWorkbookAsync(content, request, cancellationToken);
        return await FirstCharacterAsync(content, cancellationToken) switch
        {
            { Refused: { } encoding } => Refused(request, EncodingDefect.OfBeginning(encoding)),
            { First: null } => Refused(request, FileDefect.OfFile("file", "", "the file is empty; a header and rows are wanted")),
            { First: '{' or '[' } => await OpenJsonAsync(content, request, cancellationToken),
            _ => await OpenDelimitedAsync(content, request, cancellationToken),
        };
    }

    private static TableReader Refused(TableRequest request, params IEnumerable<FileDefect> defects) =>
        new(null, request, defects, []);

    private static async Task<(char? First, TextEncoding? Refused)> FirstCharacterAsync(Stream content, CancellationToken cancellationToken)
    {
        using var source = Start(content);
        var characters = new char[1 << 12];
        while (true)
        {
            var count = await source.ReadAsync(characters, cancellationToken);
            if (source.IsRefused)
                return (null, source.Encoding);
            if (count == 0)
                return (null, null);
            var text = Invisible.Trim(characters.AsSpan(0, count));
            if (!text.IsEmpty)
                return (text[0], null);
        }
    }

    private static CharacterSource Start(Stream content)
    {
        content.Position = 0;
        return new(content);
    }

    private static async Task<TableReader> OpenWorkbookAsync(Stream content, TableRequest request, CancellationToken cancellationToken)
    {
        var (finding, grid) = await WorkbookOpening.OpenAsync(content, request, cancellationToken);
        if (finding.Layout is { } layout)
            return new(new GridRows(grid!, layout), request, finding.Defects, finding.Notices);
        grid?.Dispose();
        return Refused(request, finding.Defects);
    }

    private static async Task<TableReader> OpenJsonAsync(Stream content, TableRequest request, CancellationToken cancellationToken)
    {
        HeaderRow? names;
        using (var first = new JsonObjects(new(Start(content))))
        {
            names = await JsonHeader.FindAsync(first, cancellationToken);
            if (names is null)
                return Refused(request, first.End ?? FileDefect.OfFile("json", "", "the JSON holds no object; one for each row is wanted"));
        }

        var finding = HeaderSearch.Find([names], request);
        if (finding.Layout is null)
            return Refused(request, finding.Defects);
        var rows = new JsonRows(new(new(Start(content))), finding.Layout, request);
        return new(rows, request, [], []);
    }

    private static async Task<TableReader> OpenDelimitedAsync(
        Stream content, TableRequest request, CancellationToken cancellationToken)
    {
        HeaderFinding finding;
        char delimiter;
        using (var first = new DelimitedGrid(Start(content)))
        {
            (finding, delimiter) = await first.FindHeaderAsync(request, cancellationToken);
            if (finding.Layout is null && !first.Encoding.IsRead)
                return Refused(request, EncodingDefect.OfBeginning(first.Encoding));
            if (finding.Layout is null && first.Encoding == TextEncoding.Cp932 && finding.MayBeMisread)
                return Refused(request, finding.Defects.Select(defect => EncodingDefect.OfUnknownHeader(first.Encoding, defect)));
        }

        if (finding.Layout is not { } layout)
            return Refused(request, finding.Defects);
        var defects = finding.Defects.ToList();
        if (delimiter != ',' && defects.Count == 0)
            defects.AddRange(await DecideMarksAsync(content, delimiter, layout, cancellationToken));
        var grid = new DelimitedGrid(Start(content));
        await grid.StartAsync(delimiter, layout.HeaderRecords, cancellationToken);
        return new(new GridRows(grid, layout), request, defects, finding.Notices);
    }

    private static async Task<IReadOnlyList<FileDefect>> DecideMarksAsync(
        Stream content, char delimiter, TableLayout layout, CancellationToken cancellationToken)
    {
        using var grid = new DelimitedGrid(Start(content));
        await grid.StartAsync(delimiter, layout.HeaderRecords, cancellationToken);
        var decision = new MarkDecision(layout);
        while (grid.End is null && await grid.ReadAsync(cancellationToken))
        {
            if (grid.Wrong is null)
                decision.Look(grid);
        }

        return decision.Decide();
    }
}
