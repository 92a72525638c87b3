using System.Globalization;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Publications.Inputs;

/// <summary>Finds what persons, and not feeds, gave to a value.</summary>
/// <param name="files">Who took files in.</param>
/// <param name="limits">The closes that the settings confirm.</param>
/// <param name="waiting">The rows that wait.</param>
/// <param name="ended">The rows that waited and never count.</param>
public sealed class GivenInputReader(FileRecords files, PriceCheckOptions limits, WaitingStore waiting, EndedRows ended)
{
    private const string SettingsName = "settings of the host";

    /// <summary>
    /// What persons gave to a value, in the order in which it is shown: terms, events, files of market data, a decided doubt, settings, and
    /// last what they sent and does not count.
    /// </summary>
    /// <param name="facts">The value.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyList<GivenInput>> ReadAsync(ValueFacts facts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);

        var records = new Dictionary<string, FileRecord?>(StringComparer.Ordinal);
        var given = new List<GivenInput>();
        foreach (var (input, batch, line) in GivenTerms.Of(facts.Terms))
        {
            var (before, after) = ByTerms(facts, input.Version);
            given.Add(Moved(await SentAsync(Of(input), batch, line), before, after));
        }

        foreach (var item in facts.Events.OrderBy(item => item.Event.Date).ThenBy(item => item.Event.Id, StringComparer.Ordinal))
        {
            var input = new GivenInput
            {
                Kind = GivenKind.Event,
                Subject = item.Event.Id,
                States = string.Join(", ", item.Event.Stored().Skip(2).Select(field => $"{field.Column}={field.Text}")),
                By = Person.Typed(""),
            };
            var sent = await SentAsync(input, item.BatchHash, item.Line);
            var (before, after) = ByTime(facts, sent.TakenAt);
            given.Add(Moved(sent, before, after));
        }

        foreach (var source in GivenSources.Of(facts))
        {
            // Of a source that does not name its attempt, each that may have brought it is shown.
            IReadOnlyList<FileRecord?> taken = await files.TakenAsync(source, cancellationToken);
            foreach (var record in taken.Count > 0 ? taken : [null])
            {
                var (read, isUsed) = GivenMarket.Of(source, record, facts);
                var input = With(read, record) with { TakenAt = record?.ReceivedAt ?? source.FetchedAt };

                // What the value is not made of moves nothing, whatever else came at its time.
                var (before, after) = isUsed ? ByTime(facts, input.TakenAt) : (null, null);
                given.Add(Moved(input, before, after));
            }
        }

        if (facts.DecidedDoubt is { DecidedAt: { } decidedAt } doubt)
        {
            given.Add(Moved(
                new()
                {
                    Kind = GivenKind.DoubtDecision,
                    Subject = string.Create(CultureInfo.InvariantCulture, $"version {doubt.Version} of the value"),
                    States = doubt.Reason,
                    By = doubt.Decider,
                    TakenAt = decidedAt,
                    Reason = doubt.Decision,
                },
                before: null,
                facts.Value));
        }

        given.AddRange(GivenMarket.Confirmed(limits, facts).Select(close => Moved(
            new()
            {
                Kind = GivenKind.ConfirmedPrice,
                Subject = close,
                States = "looked at and right",
                By = Person.Typed(SettingsName),
            },
            before: null,
            facts.Value)));

        // What waits is read first: a row that ends meanwhile is then among both, and in no moment among neither.
        var key = new WaitingKey(facts.Value.Issuer, facts.Value.GrantId);
        var open = await waiting.OfGrantAsync(key, cancellationToken);
        var gone = await ended.OfGrantAsync(key, cancellationToken);
        var goneRows = gone.Select(one => (one.Row.Batch, one.Row.Line)).ToHashSet();
        foreach (var row in open.Where(row => GivenRows.IsAbout(row, facts) && !goneRows.Contains((row.Batch, row.Line))))
            given.Add(GivenRows.Waiting(row, await RecordAsync(row.Batch)));
        foreach (var one in gone.Where(one => GivenRows.IsAbout(one.Row, facts)))
            given.Add(GivenRows.Ended(one, await RecordAsync(one.Row.Batch), one.Fate.MendedBy is { } mender ? await RecordAsync(mender) : null));
        return given;

        async Task<FileRecord?> RecordAsync(string batch)
        {
            if (!records.TryGetValue(batch, out var record)) records[batch] = record = await files.FindAsync(batch, cancellationToken);
            return record;
        }

        async Task<GivenInput> SentAsync(GivenInput input, string batch, int line)
        {
            return With(input, await RecordAsync(batch)) with { Source = string.Create(CultureInfo.InvariantCulture, $"{batch} line {line}") };
        }
    }

    private static GivenInput Of(GivenTerm term) => new()
    {
        Kind = term.Kind,
        Subject = term.Subject,
        States = term.States,
        Reason = term.Reason,
        By = Person.Typed(""),
    };

    private static GivenInput With(GivenInput input, FileRecord? record) => record is null ? input : input with
    {
        File = record.Name,
        By = GivenRows.SenderOf(record),
        TakenAt = record.ReceivedAt,
        IsSynthetic = record.IsSynthetic,
        Reason = input.Reason ?? record.Reason,
    };

    private static GivenInput Moved(GivenInput input, ValueRecord? before, ValueRecord? after) => input with
    {
        Moves = ValueMoves.Of(input.Kind, before, after),
        AmountBefore = before?.AmountPerRight ?? "",
        AmountAfter = after?.AmountPerRight ?? "",
    };

    /// <summary>The last version of earlier terms, and the first one of these or later ones.</summary>
    private static (ValueRecord? Before, ValueRecord? After) ByTerms(ValueFacts facts, int version) => (
        facts.Versions.LastOrDefault(made => made.Value.GrantVersion < version).Value,
        facts.Versions.FirstOrDefault(made => made.Value.GrantVersion >= version).Value);

    /// <summary>The last version whose run had ended by then, and the first one after it.</summary>
    private static (ValueRecord? Before, ValueRecord? After) ByTime(ValueFacts facts, DateTimeOffset? takenAt)
    {
        if (takenAt is not { } time) return (null, null);

        var before = facts.Versions.TakeWhile(made => made.Run?.FinishedAt <= time).ToList();
        return (before.LastOrDefault().Value, facts.Versions.Skip(before.Count).FirstOrDefault().Value);
    }
}
