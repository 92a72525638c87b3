using Pricing.Files.Characters;
using Pricing.Files.Fields;
using Pricing.Files.Schemas;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>Judges the rows of a file by what stands in it alone, and stores none.</summary>
/// <param name="kind">What the file holds.</param>
/// <param name="reader">Reads terms.</param>
/// <param name="isReplacing">Whether a row may take the place of what is stored, a row above it among it.</param>
internal sealed class TrialSink(FileKind kind, GrantTermsReader reader, bool isReplacing) : IBatchSink
{
    private readonly Dictionary<(string Issuer, string GrantId), (string Hash, int Line)> seen = [];
    private readonly Dictionary<(string Issuer, string Plain), string> spelled = [];

    private readonly GrantNotices notices = new();
    private readonly HashSet<DateOnly> dates = [];

    private readonly Dictionary<GrantEvent, int> events = [];
    private readonly Dictionary<(string Issuer, string GrantId, string Holder), (GrantHolder Item, int Line)> holders = [];
    private readonly RepeatedRows repeated = new();

    public IReadOnlyList<string> Notices => [.. notices.All, .. repeated.All];

    public IReadOnlyCollection<DateOnly> DatesToValue => dates;

    public TableSchema Schema => kind switch
    {
        FileKind.Grants => GrantFields.Schema,
        FileKind.Holders => GrantHolder.Schema,
        _ => GrantEvent.Schema,
    };

    public Task<IReadOnlyList<RowAnswer>> TakeAsync(BatchRow row, FieldReader fields, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<RowAnswer>>([new(row, Judge(row, fields))]);

    public Task<IReadOnlyList<RowAnswer>> FlushAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<RowAnswer>>([]);

    private Outcome<StoreResult> Judge(BatchRow row, FieldReader fields) => kind switch
    {
        FileKind.Grants => Grant(row, fields),
        FileKind.Holders => Holder(row, GrantHolder.ReadSubmitted(fields)),
        _ => Event(row, GrantEventReader.ReadSubmitted(fields)),
    };

    private Outcome<StoreResult> Holder(BatchRow row, Outcome<GrantHolder> read)
    {
        if (!read.TryGet(out var item)) return read.Failures.ToList();

        var key = (item.Issuer, item.GrantId, item.Holder);
        if (holders.TryAdd(key, (item, row.Line))) return StoreResult.Stored;
        if (holders[key].Item == item) return StoreResult.Unchanged;
        if (!isReplacing) return GrantHolder.Twin(holders[key].Line);

        holders[key] = (item, row.Line);
        return StoreResult.Amended;
    }

    private Outcome<StoreResult> Event(BatchRow row, Outcome<GrantEvent> read)
    {
        if (!read.TryGet(out var item)) return read.Failures.ToList();
        if (events.TryAdd(item, row.Line)) return StoreResult.Stored;

        repeated.Note(row.Line, events[item]);
        return StoreResult.Unchanged;
    }

    // Of two rows for one grant the second is held against the first, as it would be once that is stored.
    private Outcome<StoreResult> Grant(BatchRow row, FieldReader fields)
    {
        var read = GrantSubmission.Read(fields, row.Line, reader);
        if (!read.TryGet(out var submission)) return read.Failures.ToList();

        notices.Look(row.Line, submission.Terms);
        var hash = GrantTermsReader.Hash(submission.Terms);
        var key = (submission.Terms.Issuer, submission.Terms.GrantId);
        if (submission.Amends is null && spelled.GetValueOrDefault((key.Issuer, Width.Fold(key.GrantId)), key.GrantId) is var other && other != key.GrantId)
            return submission.SameToTheEye(other);

        spelled.TryAdd((key.Issuer, Width.Fold(key.GrantId)), key.GrantId);
        if (submission.Amends is not null || seen.TryAdd(key, (hash, row.Line)))
        {
            dates.Add(submission.ValuedOn);
            return StoreResult.Stored;
        }

        var first = seen[key];
        return first.Hash == hash ? StoreResult.Unchanged : GrantStore.Twin(submission, first.Line);
    }
}
