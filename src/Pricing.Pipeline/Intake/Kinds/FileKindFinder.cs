using Pricing.Files;
using Pricing.Files.Schemas;
using Pricing.Files.Tables;
using Pricing.Pipeline.Intake.Records;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>Finds from its header what a file holds.</summary>
internal static class FileKindFinder
{
    /// <summary>What the header of a file says.</summary>
    /// <param name="Kind">What it holds; null where the header does not show one of the kinds that are taken in.</param>
    /// <param name="NamesShares">Whether it names its shares itself.</param>
    public readonly record struct Found(FileKind? Kind, bool NamesShares);

    /// <summary>Looks at a file.</summary>
    /// <param name="content">The file, in a stream that can seek.</param>
    /// <param name="stated">The kind that its sender states; null for none.</param>
    /// <param name="today">The date in Japan.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<Found> FindAsync(
        Stream content, FileKind? stated, DateOnly today, CancellationToken cancellationToken)
    {
        var request = new TableRequest { Today = today, Kind = stated };
        using var table = await TableReader.OpenAsync(content, request, cancellationToken);
        if (table.Kind is not { } kind || !FileKindWords.All.ContainsKey(kind.Word())) return default;

        return new(kind, kind.IsOfShares() && (table.HeaderCode is not null || await NamesAsync(table, cancellationToken)));
    }

    private static async Task<bool> NamesAsync(TableReader table, CancellationToken cancellationToken) =>
        CodeColumn(table) is { } column
        && table.HasColumn(column)
        && await table.ReadAsync(cancellationToken)
        && table.Fields.Has(column);

    private static string? CodeColumn(TableReader table) =>
        table.Schema?.Columns.FirstOrDefault(column => column.Type == ColumnType.Code)?.Name;
}
