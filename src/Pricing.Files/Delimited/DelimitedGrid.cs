using System.Globalization;
using Pricing.Files.Characters;
using Pricing.Files.Headers;
using Pricing.Files.Rows;

namespace Pricing.Files.Delimited;

/// <summary>The records of a delimited file as a grid.</summary>
/// <param name="source">The characters.</param>
internal sealed class DelimitedGrid(CharacterSource source) : IGrid
{
    private const int Readable = 40;

    private static readonly char[] Delimiters = [',', ';', '\t'];

    private readonly DelimitedRecords records = new(source);

    public int Count => records.Count;

    public int Line => records.Line;

    public int LastLine => records.LastLine;

    public bool HasCells => false;

    public FileDefect? End { get; private set; }

    public (ReasonCode Code, string Value, string Reason)? Wrong => records.Defect switch
    {
        RecordDefect.TextAfterQuote => (ReasonCode.InvalidField, records.Count > 0 ? records.Field(0).ToString() : "", string.Create(
            CultureInfo.InvariantCulture,
            $"text follows the closing quote of the field that opens in line {records.DefectLine}; lines {records.Line} to {records.LastLine} are one row by it; double the quotes inside a text")),
        RecordDefect.TooLong => (ReasonCode.InvalidField, "", string.Create(
            CultureInfo.InvariantCulture, $"is longer than {DelimitedRecords.LongestRecord} characters")),
        _ => null,
    };

    /// <summary>The encoding of the file.</summary>
    public TextEncoding Encoding => source.Encoding;

    public ReadOnlySpan<char> Field(int ordinal) => records.Field(ordinal);

    public string? WrongField(int ordinal, bool isPrice) => null;

    public string? Address(int ordinal) => null;

    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var read = records.ReadAsync(cancellationToken);
        return read.IsCompletedSuccessfully ? ValueTask.FromResult(Judge(read.Result)) : JudgeAsync(read);
    }

    /// <summary>Looks for the header under each delimiter.</summary>
    public async Task<(HeaderFinding Finding, char Delimiter)> FindHeaderAsync(TableRequest request, CancellationToken cancellationToken)
    {
        await records.StartAsync(cancellationToken);
        (HeaderFinding Finding, char Delimiter)? best = null;
        foreach (var delimiter in Delimiters)
        {
            records.Restart(delimiter);
            var finding = HeaderSearch.Find(FirstRows(), request);
            if (best is null || Rank(finding).CompareTo(Rank(best.Value.Finding)) > 0)
                best = (finding, delimiter);
        }

        return best!.Value;
    }

    /// <summary>Goes below the header.</summary>
    public async Task StartAsync(char delimiter, int headerRecords, CancellationToken cancellationToken)
    {
        await records.StartAsync(cancellationToken);
        records.Restart(delimiter);
        for (var i = 0; i < headerRecords; i++)
            records.TryRead();
    }

    public void Dispose()
    {
        records.Dispose();
        source.Dispose();
    }

    private static (bool HasHeader, int Score) Rank(HeaderFinding finding) => (finding.Layout is not null, finding.Score);

    private List<HeaderRow> FirstRows()
    {
        var rows = new List<HeaderRow>();
        for (var index = 0; rows.Count < HeaderSearch.MostRows && records.TryRead(); index++)
        {
            var cells = new string[records.Count];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = records.Field(i).ToString();
            var isContent = !Array.TrueForAll(cells, string.IsNullOrWhiteSpace);
            if (isContent && !(index == 0 && IsSeparatorLine(cells)))
                rows.Add(new(index, records.Line, cells));
        }

        return rows;
    }

    // Excel's own way of naming the delimiter, sep=;
    private static bool IsSeparatorLine(string[] cells) =>
        cells[0].Trim().StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && cells[0].Trim().Length <= 5;

    private async ValueTask<bool> JudgeAsync(ValueTask<bool> read) => Judge(await read);

    private bool Judge(bool isRead)
    {
        if (isRead && records.Defect == RecordDefect.UnclosedQuote)
        {
            End = FileDefect.OfFile(
                "quote", Opening(), "a quote opens in this line and never closes; nothing from this row on is read; close it", records.DefectLine);
        }
        else if (!isRead && source.IsRefused)
        {
            End = EncodingDefect.Of(source.Encoding);
        }

        return isRead;
    }

    private string Opening()
    {
        if (records.Count == 0)
            return "";
        var text = records.Field(records.Count - 1);
        var end = text.IndexOfAny('\n', '\r');
        return Excerpt.Of(end >= 0 ? text[..end] : text, Readable);
    }
}
