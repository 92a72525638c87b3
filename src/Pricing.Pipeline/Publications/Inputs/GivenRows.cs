using System.Globalization;
using Pricing.Files.Fields;
using Pricing.Files.Schemas;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.Register.Events;

namespace Pricing.Pipeline.Publications.Inputs;

/// <summary>
/// What somebody sent of a grant and does not count in its values: rows that wait, and rows that waited and never will count. They move
/// nothing, and whoever approves a value has seen that they are not in it.
/// </summary>
internal static class GivenRows
{
    private static readonly string[] OfAll = ["issuer", "grant_id"];

    /// <summary>Whether a row would say something of a value if it counted.</summary>
    /// <param name="row">The row.</param>
    /// <param name="facts">The value.</param>
    /// <returns>True too of an event that cannot be read, or that takes another one back.</returns>
    public static bool IsAbout(WaitingRow row, ValueFacts facts) => row.Kind switch
    {
        // Who holds rights moves no value, and names of persons belong into no decision.
        FileKind.Holders => false,
        FileKind.Events => EventOf(row) is not { Reverses: null } happens || happens.Date <= facts.Value.MeasurementDate,
        _ => true,
    };

    /// <summary>A row that waits.</summary>
    /// <param name="row">The row.</param>
    /// <param name="sent">Its file; null where no record of it is there.</param>
    public static GivenInput Waiting(WaitingRow row, FileRecord? sent) => Of(GivenKind.WaitingRow, row, sent) with
    {
        States = Said(row, sent),
        TakenAt = row.ArrivedAt,
        Reason = row.Reason,
    };

    /// <summary>A row that waited and never counts.</summary>
    /// <param name="ended">The row.</param>
    /// <param name="sent">Its file; null where no record of it is there.</param>
    /// <param name="mended">The file that brought another row in its place; null where none did, or that is not known.</param>
    public static GivenInput Ended(EndedRow ended, FileRecord? sent, FileRecord? mended)
    {
        var (row, fate) = ended;
        var (kind, by) = fate.Result switch
        {
            WaitingFate.Withdrawn => (GivenKind.WithdrawnRow, Person.Recorded(fate.WithdrawnBy ?? "", fate.WithdrawnByIdentity ?? "")),
            WaitingFate.Mended => (GivenKind.MendedRow, SenderOf(mended ?? sent)),
            _ => (GivenKind.RefusedRow, SenderOf(sent)),
        };
        return Of(kind, row, sent) with
        {
            States = string.Join("; ", new[]
            {
                Said(row, sent),
                row.Reason.Length > 0 ? $"it waited: {row.Reason}" : "",
                $"sent by {SenderOf(sent)}",
            }.Where(text => text.Length > 0)),
            By = by,
            TakenAt = fate.DecidedAt,
            Reason = fate.Reason,
        };
    }

    /// <summary>Who sent a file; of one without a name the key or the door that it came by.</summary>
    /// <param name="record">The file; null where no record of it is there.</param>
    public static Person SenderOf(FileRecord? record)
    {
        if (record is null) return Person.Typed("");

        var identity = record.WhoIdentity.Length == 0 && record.Who.Length == 0 ? $"{Person.DoorPrefix}{record.Door}" : record.WhoIdentity;
        return Person.Recorded(record.Who.Length == 0 ? identity : record.Who, identity);
    }

    private static GivenInput Of(GivenKind kind, WaitingRow row, FileRecord? sent) => new()
    {
        Kind = kind,
        Subject = string.Create(CultureInfo.InvariantCulture, $"{row.Kind.Word()} line {row.Line}"),
        States = "",
        Source = string.Create(CultureInfo.InvariantCulture, $"{row.Batch} line {row.Line}"),
        File = sent?.Name ?? row.Name ?? "",
        By = SenderOf(sent),
    };

    // What is made up and does not count makes no value up: it is said, and is no reason against publishing.
    private static string Said(WaitingRow row, FileRecord? sent)
    {
        var fields = row.Kind == FileKind.Events && EventOf(row) is { } happens
            ? happens.Stored().Select(field => (Name: field.Column, field.Text))
            : row.Fields.Where(field => field.Value.Length > 0).OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => (Name: field.Key, Text: field.Value));
        var said = string.Join(", ", fields.Where(field => !OfAll.Contains(field.Name)).Select(field => $"{field.Name}={field.Text}"));
        return (said.Length > 0 ? said : "what it said stands in its file")
            + (sent is { IsSynthetic: true } ? "; its sender says that it is made up" : "");
    }

    private static GrantEvent? EventOf(WaitingRow row) =>
        GrantEventReader.ReadKept(new FieldReader(GrantEvent.Schema, row.Fields.GetValueOrDefault)).TryGet(out var happens) ? happens : null;
}
