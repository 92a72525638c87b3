using System.Text;
using Pricing.Pipeline.Files;
using Pricing.Pipeline.Intake.Records;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>Finds from its beginning what a file holds.</summary>
internal static class FileKindFinder
{
    private const int HeadLength = 64 * 1024;

    /// <summary>What the beginning of a file says.</summary>
    /// <param name="Kind">What it holds; null where no kind has such columns.</param>
    /// <param name="NamesShares">Whether each row names its share.</param>
    public readonly record struct Found(FileKind? Kind, bool NamesShares);

    /// <summary>Looks at a file.</summary>
    /// <param name="content">The file, in a stream that can seek.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<Found> FindAsync(Stream content, CancellationToken cancellationToken)
    {
        content.Position = 0;
        var head = new byte[HeadLength];
        var length = await content.ReadAtLeastAsync(head, HeadLength, throwOnEndOfStream: false, cancellationToken);

        // The names that are looked for are ASCII in every encoding that a file may have.
        var text = Encoding.Latin1.GetString(head, 0, length);
        if (text.StartsWith(Encoding.Latin1.GetString(Encoding.UTF8.Preamble), StringComparison.Ordinal))
            text = text[Encoding.UTF8.Preamble.Length..];
        text = text.TrimStart();
        if (text is not ['[' or '{', ..]) return OfColumns(text.Split('\n', '\r')[0].Split(','));

        content.Position = 0;
        return await OfFirstRowAsync(content, cancellationToken);
    }

    private static async Task<Found> OfFirstRowAsync(Stream content, CancellationToken cancellationToken)
    {
        try
        {
            var first = await BatchRows.ReadAsync(content, cancellationToken)
                .FirstOrDefaultAsync(row => row.Defect is null, cancellationToken);
            return OfColumns(first?.Fields.Keys ?? []);
        }
        catch (BatchFormatException)
        {
            // What is wrong with it is said when it is taken in.
            return default;
        }
    }

    private static Found OfColumns(IEnumerable<string> columns)
    {
        var names = columns.Select(name => CsvColumns.Plain(name.Trim().Trim('"'))).ToHashSet(StringComparer.Ordinal);
        FileKind? kind = names switch
        {
            _ when names.Contains(DividendFileParser.RecordDate) => FileKind.Dividends,
            _ when names.Contains("date") && names.Contains("kind") => FileKind.Events,
            _ when names.Contains("date") && (names.Contains("close") || names.Contains("c")) => FileKind.Prices,
            _ when names.Contains("issuer") || names.Contains("grantid") => FileKind.Grants,
            _ => null,
        };
        return new(kind, names.Contains("code") || names.Contains("securitycode"));
    }
}
