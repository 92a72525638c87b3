using Pricing.Calendars;
using Pricing.Files;
using Pricing.Files.Schemas;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>What the reader of a file is told of it.</summary>
internal static class FileRequests
{
    /// <summary>Columns that have their place in a file and none in what is stored: content there is refused, not lost.</summary>
    private static readonly Dictionary<FileKind, IReadOnlyList<string>> NotTaken = new()
    {
        [FileKind.Grants] = Others(GrantFields.Schema, GrantFields.All),
    };

    /// <summary>What is known of a file that is kept.</summary>
    /// <param name="record">The attempt to take it in.</param>
    public static TableRequest Of(FileRecord record) => new()
    {
        Today = JapanTime.DateOf(record.ReceivedAt),
        Kind = record.IsKindUnknown ? null : record.Kind,
        Code = record.Code,
        NotTaken = NotTaken.GetValueOrDefault(record.Kind, []),
    };

    private static List<string> Others(TableSchema schema, IReadOnlyList<string> taken) =>
        [.. schema.Columns.Select(column => column.Name).Except(taken)];
}
