using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Pricing.Files.Delimited;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.Sources;
using Pricing.Proof.Findings;

namespace Pricing.Proof.Grants;

/// <summary>Compares stored rows with the rows of the files that brought them. A file is read once for all its rows.</summary>
/// <param name="records">Which files came in.</param>
/// <param name="reports">When they had been taken in.</param>
/// <param name="fates">What became of rows that waited.</param>
/// <param name="files">The kept bytes.</param>
/// <param name="kept">Reads them.</param>
/// <param name="log">Where the findings go.</param>
internal sealed class FiledRows(
    FileRecords records, FileReports reports, FateStore fates, KeptFiles files, KeptRows kept, ProofLog log)
{
    private const int MostFiles = 4;

    // What they hold is in no report.
    private static readonly string[] Persons = ["holder", "heir"];

    private readonly Dictionary<string, (DateTimeOffset Report, Dictionary<int, DateTimeOffset> LetIn)> finished = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileRecord?> found = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReadFile> read = new(StringComparer.Ordinal);

    // By file why the rules of today take it not at all, or not to its end: it is read once more for that, and not for each of its rows.
    private readonly Dictionary<string, string?> refusals = new(StringComparer.Ordinal);

    // By file the lines of which no stored row was compared, with the issuers that they name.
    private readonly Dictionary<string, Dictionary<int, string>> unseen = new(StringComparer.Ordinal);

    /// <summary>Compares a stored row.</summary>
    /// <param name="place">Where it is stored.</param>
    /// <param name="batch">The attempt that brought it, <see cref="FileRecord.Key"/>.</param>
    /// <param name="line">Its line there.</param>
    /// <param name="fields">Its fields.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task CompareAsync(
        string place, string batch, int line, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken)
    {
        FileRecord? record = null;
        if (!await log.LookAsync($"ledger file {batch}", async () => record = await RecordAsync(batch, cancellationToken))) return;
        if (record is null || !await files.IsKeptAsync(record.Sha256, cancellationToken))
        {
            log.NotChecked(place, $"source not kept: the file {batch} is not there");
            return;
        }

        await log.LookAsync($"intake/{record.Sha256}", async () =>
        {
            if (!read.TryGetValue(batch, out var file))
            {
                if (read.Count >= MostFiles) read.Remove(read.Keys.First());
                file = await ReadAsync(record, cancellationToken);
                read[batch] = file;
                log.Count(ProofSubject.Files);
            }

            unseen[batch].Remove(line);
            var source = $"line {line} of intake/{record.Sha256}";
            if (!file.Prints.TryGetValue(line, out var stated))
            {
                if (await RefusalAsync(record, cancellationToken) is { } refusal) log.NotChecked(place, RefusedToday(source, refusal));
                else log.Differs(place, "line", $"{line}", "", $"it names a line of intake/{record.Sha256} in which no row of such a file begins");
                return;
            }

            if (file.Refusals.TryGetValue(line, out var against))
            {
                log.NotChecked(place, RefusedToday(source, against));
                return;
            }

            if (stated == PrintOf(fields) || stated == PrintOf(fields.ToDictionary(field => field.Key, field => CsvField.TextOf(field.Value)))) return;
            await TellAsync(place, source, record, line, fields, cancellationToken);
        });
    }

    /// <summary>Which lines of a file no stored row names, of those that were compared.</summary>
    /// <param name="batch">The attempt at which it was taken in.</param>
    /// <returns>The lines with the issuers that they name; null where no row of the file was compared, so that it was not read.</returns>
    public IReadOnlyDictionary<int, string>? UnseenOf(string batch) => unseen.GetValueOrDefault(batch);

    /// <summary>Between when and when a row was stored.</summary>
    /// <param name="batch">The attempt that brought it.</param>
    /// <param name="line">Its line there.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>
    /// From when its file came in to when that had its report; of a row that waited, from the report to when it was let in. The
    /// beginning of time where the file is not known.
    /// </returns>
    public async Task<(DateTimeOffset From, DateTimeOffset To)> StoredBetweenAsync(string batch, int line, CancellationToken cancellationToken)
    {
        if (await RecordAsync(batch, cancellationToken) is not { } record) return (DateTimeOffset.MinValue, DateTimeOffset.MinValue);

        if (!finished.TryGetValue(batch, out var end))
        {
            var report = await reports.FindAsync(record, cancellationToken);
            var waited = await fates.OfFileAsync(batch, cancellationToken);
            finished[batch] = end = (report?.FinishedAt ?? record.ReceivedAt, waited.DistinctBy(fate => fate.Line).ToDictionary(fate => fate.Line, fate => fate.DecidedAt));
        }

        return end.LetIn.TryGetValue(line, out var letIn) ? (end.Report, Later(letIn, end.Report)) : (record.ReceivedAt, Later(end.Report, record.ReceivedAt));
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private async Task<FileRecord?> RecordAsync(string batch, CancellationToken cancellationToken)
    {
        if (!found.TryGetValue(batch, out var record)) found[batch] = record = await records.FindAsync(batch, cancellationToken);
        return record;
    }

    private async Task<string?> RefusalAsync(FileRecord record, CancellationToken cancellationToken)
    {
        if (!refusals.TryGetValue(record.Key, out var refusal)) refusals[record.Key] = refusal = await kept.RefusalAsync(record, cancellationToken);
        return refusal;
    }

    private static string RefusedToday(string source, string refusal) => $"{source} is refused by the rules of today: {refusal}";

    private async Task<ReadFile> ReadAsync(FileRecord record, CancellationToken cancellationToken)
    {
        var file = new ReadFile([], []);
        var lines = new Dictionary<int, string>();
        var issuers = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in kept.ReadAsync(record, cancellationToken))
        {
            var filed = FiledRow.Of(row);
            file.Prints[row.Line] = PrintOf(filed.Fields);
            if (filed.Refusal.Length > 0) file.Refusals[row.Line] = filed.Refusal;
            issuers.Add(row.Issuer);
            lines[row.Line] = issuers.TryGetValue(row.Issuer, out var issuer) ? issuer : row.Issuer;
        }

        // Where the file was put aside and is read again, what was seen stays seen.
        unseen.TryAdd(record.Key, lines);
        return file;
    }

    /// <summary>Reads the file once more up to the row, to name the fields that differ.</summary>
    private async Task TellAsync(
        string place, string source, FileRecord record, int line, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken)
    {
        var filed = FiledRow.Of(await kept.ReadAsync(record, cancellationToken).FirstAsync(row => row.Line == line, cancellationToken));
        foreach (var column in fields.Keys.Union(filed.Fields.Keys))
        {
            var (stored, stated) = (fields.GetValueOrDefault(column), filed.Fields.GetValueOrDefault(column));
            if (stored is not null && CsvField.TextOf(stored) == stated) continue;
            if (Persons.Contains(column) && stored != stated) log.Differs(place, column, "", "", $"{source} names another person");
            else log.Compare(place, column, stored, stated, $"{source} states something else");
        }
    }

    private static UInt128 PrintOf(IReadOnlyDictionary<string, string> fields)
    {
        var text = string.Join('\n', fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}"));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>What was read of a file.</summary>
    /// <param name="Prints">The print of each row by its line.</param>
    /// <param name="Refusals">Why the rules of today refuse a row, by its line.</param>
    private readonly record struct ReadFile(Dictionary<int, UInt128> Prints, Dictionary<int, string> Refusals);
}
