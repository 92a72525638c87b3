using System.Runtime.CompilerServices;
using Pricing.Files.Fields;
using Pricing.Files.Schemas;
using Pricing.Files.Tables;
using Pricing.Pipeline.Intake.Kinds;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.Intake.Batches;

/// <summary>Reads the rows of kept files of grants, events and holders once more, to see whether what is stored is still what they state.</summary>
/// <param name="files">The kept bytes.</param>
public sealed class KeptRows(KeptFiles files)
{
    /// <summary>The rows of a file.</summary>
    /// <param name="record">The attempt at which it was taken in.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="Azure.RequestFailedException">The file is not kept.</exception>
    /// <exception cref="Storage.DamagedContentException">The file does not match its hash.</exception>
    public async IAsyncEnumerable<KeptRow> ReadAsync(FileRecord record, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        await using var content = await files.OpenAsync(record.Sha256, cancellationToken);
        using var table = await TableReader.OpenAsync(content, FileRequests.Of(record), cancellationToken);
        var line = 0;
        while (await table.ReadAsync(cancellationToken))
        {
            line = BatchRow.LineAfter(line, table.Line);
            if (table.IsReadable) yield return Read(record.Kind, line, table) with { Issuer = IssuerOf(table.Fields) };
        }
    }

    /// <summary>Why the rules of today take a file not at all, or not to its end; null where they take it.</summary>
    /// <param name="record">The attempt at which it was taken in.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<string?> RefusalAsync(FileRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        await using var content = await files.OpenAsync(record.Sha256, cancellationToken);
        using var table = await TableReader.OpenAsync(content, FileRequests.Of(record), cancellationToken);
        while (await table.ReadAsync(cancellationToken)) { }
        return table.Defects is [] ? null : string.Join("; ", table.Defects);
    }

    private static string IssuerOf(FieldReader fields) => fields.Plain(fields.Schema["issuer"])?.Trim() ?? "";

    private static KeptRow Read(FileKind kind, int line, TableReader table) => kind switch
    {
        FileKind.Grants => new(line) { Grant = GrantSubmission.Read(table.Fields, line, GrantTermsReader.Kept) },
        FileKind.Events => new(line) { Event = GrantEventReader.ReadKept(table.Fields) },
        _ => new(line) { Holder = GrantHolder.ReadKept(table.Fields) },
    };
}

/// <summary>A row of a kept file, by the rules of today; which policies this machine knows is none of them.</summary>
/// <param name="Line">Its line.</param>
public sealed record KeptRow(int Line)
{
    /// <summary>The issuer that it names, also where the row is refused; empty for none.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>The grant that it states, or why the row is refused; null in files of other kinds.</summary>
    public Outcome<GrantSubmission>? Grant { get; init; }

    /// <summary>The event that it states, or why the row is refused; null in files of other kinds.</summary>
    public Outcome<GrantEvent>? Event { get; init; }

    /// <summary>The holder that it states, or why the row is refused; null in files of other kinds.</summary>
    public Outcome<GrantHolder>? Holder { get; init; }
}
