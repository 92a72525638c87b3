using Azure.Storage.Blobs;
using Pricing.Pipeline.Changes;
using Pricing.Pipeline.Controls.Periods;
using Pricing.Pipeline.MarketData.Actions;
using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.Normalised;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.MarketData.History;

/// <summary>
/// Adds to the stored market data. Each history is read, added to and written back over the version that was read; if
/// somebody wrote in between, again from the start. Where nothing is new, nothing is written; what cannot be read is not
/// written over.
/// </summary>
/// <param name="storage">The storage.</param>
/// <param name="periods">Which periods are closed, to say what comes late; null where nobody closes any.</param>
public sealed class MarketDataWriter(PipelineStorage storage, ClosedPeriods? periods = null)
{
    private const int MostAttempts = 8;

    private readonly ChangedFacts changed = new(storage);

    /// <summary>What an addition came to.</summary>
    /// <param name="Added">How many facts, curves or notices were new.</param>
    /// <param name="Repeated">How many price rows, notices or curves of a file said what was known.</param>
    /// <param name="Conflicts">What differs from what is stored, which stays.</param>
    public readonly record struct Addition(int Added, int Repeated, IReadOnlyList<Conflict> Conflicts)
    {
        /// <summary>The dates of what is new and came after an issuer had closed its period: for that issuer it waits.</summary>
        public IReadOnlyList<DateOnly> Late { get; init; } = [];

        /// <summary>
        /// What was replaced: of prices, dividends and corporate actions each as <c>3774 2013-07-05 close: 3340 -> 3300</c>, of yields as
        /// <c>curve 2013-07-11 15Y: 1.275 -> 1.375</c>.
        /// </summary>
        public IReadOnlyList<string> Replaced { get; init; } = [];
    }

    /// <summary>A difference from what is stored.</summary>
    /// <param name="Index">The place among what was to be added of the fact, notice, statement or curve that differs.</param>
    /// <param name="Failure">How it differs.</param>
    public readonly record struct Conflict(int Index, Failure Failure);

    /// <summary>Adds facts about one share.</summary>
    /// <param name="code">The security code, five characters.</param>
    /// <param name="facts">The facts, with the sources they index.</param>
    /// <param name="sources">The sources.</param>
    /// <param name="replace">Whether they may replace what is stored; the replaced stays readable.</param>
    /// <param name="cancellationToken">Stops the requests.</param>
    /// <param name="covered">The dates of which these are all prices that a feed has; null where they are some prices.</param>
    public Task<Addition> AddPricesAsync(
        string code,
        IReadOnlyCollection<PriceFact> facts,
        IReadOnlyList<DataSource> sources,
        bool replace,
        CancellationToken cancellationToken,
        PriceSpan? covered = null) =>
        UpdateAsync(
            MarketBlobs.Prices(storage, code),
            (read, closed) =>
            {
                var merge = new PriceMerge(code, read is null ? null : PriceText.Read(read.Content.Span));
                var conflicts = Merged(facts, fact => merge.Add(fact, sources[fact.Source], replace));
                merge.Cover(covered);
                var text = merge.Added == 0 && !merge.CoversMore ? default(ReadOnlyMemory<byte>?) : PriceText.Write(merge.Result);
                return (text, new Addition(merge.Added + merge.Own, merge.Repeated, conflicts) { Late = Late(merge.AddedDates, closed.ThroughOfShare(code)), Replaced = merge.Replaced });
            },
            cancellationToken,
            ofShare: facts.Any(fact => fact.SplitNewPerOld is not null) ? code : null);

    /// <summary>Notes that other facts of a share count from now on for some issuer.</summary>
    /// <param name="code">The security code, five characters.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task NoteChangedAsync(string code, CancellationToken cancellationToken) => changed.NoteShareAsync(code, cancellationToken);

    /// <summary>Adds notices about the dividends of one share.</summary>
    /// <param name="code">The security code, five characters.</param>
    /// <param name="notices">The notices, with the sources they index.</param>
    /// <param name="sources">The sources.</param>
    /// <param name="through">
    /// The date up to which these are all notices there are; null where they are some of them.
    /// </param>
    /// <param name="replace">Whether they may correct stored ones of the same number, or of the same dividend and day; those stay readable.</param>
    /// <param name="cancellationToken">Stops the requests.</param>
    public Task<Addition> AddNoticesAsync(
        string code,
        IReadOnlyCollection<DividendNotice> notices,
        IReadOnlyList<DataSource> sources,
        DateOnly? through,
        bool replace,
        CancellationToken cancellationToken) =>
        UpdateAsync(
            MarketBlobs.Dividends(storage, code),
            (read, closed) =>
            {
                var stored = read is null ? null : NoticeText.Read(read.Content.Span);
                var merge = new NoticeMerge(code, stored);
                var conflicts = Merged(notices, notice => merge.Add(notice, sources[notice.Source], replace));
                var date = Later(through, stored?.Through) ?? DividendHistory.NeverAsked;
                var isNew = merge.Added > 0 || (through is not null && date != stored?.Through);
                var text = isNew ? NoticeText.Write(merge.Result(date)) : default(ReadOnlyMemory<byte>?);
                return (text, new Addition(merge.Added + merge.Own, merge.Repeated, conflicts) { Late = Late(merge.AddedDates, closed.ThroughOfShare(code)), Replaced = merge.Replaced });
            },
            cancellationToken);

    /// <summary>Adds statements about the corporate actions of one share.</summary>
    /// <param name="code">The security code, five characters.</param>
    /// <param name="actions">The statements.</param>
    /// <param name="source">Their source.</param>
    /// <param name="correction">Whether they may replace what is stored, and why; the replaced stays readable.</param>
    /// <param name="cancellationToken">Stops the requests.</param>
    public Task<Addition> AddActionsAsync(
        string code,
        IReadOnlyCollection<SaidAction> actions,
        DataSource source,
        Correction correction,
        CancellationToken cancellationToken) =>
        UpdateAsync(
            MarketBlobs.Actions(storage, code),
            (read, closed) =>
            {
                var merge = new ActionMerge(code, read is null ? null : ActionText.Read(read.Content.Span));
                var conflicts = Merged(actions, action => merge.Add(action, source, correction));
                var text = merge.Added == 0 ? default(ReadOnlyMemory<byte>?) : ActionText.Write(merge.Result);
                return (text, new Addition(merge.Added + merge.Own, merge.Repeated, conflicts) { Late = Late(merge.AddedDates, closed.ThroughOfShare(code)), Replaced = merge.Replaced });
            },
            cancellationToken,
            ofShare: code);

    /// <summary>Adds the curves of a file that somebody sent.</summary>
    /// <param name="file">The curves.</param>
    /// <param name="replace">
    /// Whether they may replace stored ones; the replaced stay readable. One that leaves out tenors of the stored one is a conflict.
    /// </param>
    /// <param name="cancellationToken">Stops the requests.</param>
    public Task<Addition> AddCurvesAsync(CurveReply file, bool replace, CancellationToken cancellationToken) =>
        UpdateAsync(
            MarketBlobs.Curves(storage),
            (read, closed) =>
            {
                var merge = new CurveMerge(read is null ? null : CurveText.Read(read.Content.Span));
                var conflicts = Merged(file.Curves, curve => merge.Add(curve, file.Source, replace, file.MayLeaveOut.Contains(curve.Date)));
                var text = merge.Added == 0 ? default(ReadOnlyMemory<byte>?) : CurveText.Write(merge.Result);
                return (text, new Addition(merge.Added + merge.Own, merge.Repeated, conflicts) { Late = Late(merge.AddedDates, closed.ThroughOfAny), Replaced = merge.ReplacedYields });
            },
            cancellationToken);

    /// <summary>Adds the curves of the two files.</summary>
    /// <param name="history">The file of the past; null where it was not sent.</param>
    /// <param name="currentMonth">The file of the current month; null where it was not sent.</param>
    /// <param name="cancellationToken">Stops the requests.</param>
    public Task<Addition> AddCurvesAsync(
        CurveReply? history, CurveReply? currentMonth, CancellationToken cancellationToken) =>
        UpdateAsync(
            MarketBlobs.Curves(storage),
            (read, closed) =>
            {
                var stored = read is null ? null : CurveText.Read(read.Content.Span);
                var merge = new CurveMerge(stored);
                var conflicts = new List<Conflict>();
                if (history is not null)
                {
                    conflicts.AddRange(Merged(history.Curves, curve => merge.Add(curve, history.Source, replace: false)));
                    merge.HistoryFile = history.Validators;
                }

                if (currentMonth is not null)
                {
                    conflicts.AddRange(Merged(currentMonth.Curves, curve => merge.Add(curve, currentMonth.Source, replace: false)));
                    merge.CurrentMonthFile = currentMonth.Validators;
                }

                var isNew = merge.Added > 0 || merge.HistoryFile != stored?.HistoryFile
                    || merge.CurrentMonthFile != stored?.CurrentMonthFile;
                var text = isNew ? CurveText.Write(merge.Result) : default(ReadOnlyMemory<byte>?);
                return (text, new Addition(merge.Added, 0, conflicts) { Late = Late(merge.AddedDates, closed.ThroughOfAny) });
            },
            cancellationToken);

    private static List<DateOnly> Late(IEnumerable<DateOnly> added, DateOnly? closedThrough) => [.. added.Where(date => date <= closedThrough)];

    private static List<Conflict> Merged<T>(IEnumerable<T> stated, Func<T, IReadOnlyList<Failure>> add) =>
        [.. stated.Index().SelectMany(item => add(item.Item).Select(failure => new Conflict(item.Index, failure)))];

    // What happened to a share is noted, so that values of a basis that it changes are found.
    private async Task<Addition> UpdateAsync(
        BlobClient blob,
        Func<VersionedBlob?, ClosedNow, (ReadOnlyMemory<byte>? Text, Addition Addition)> change,
        CancellationToken cancellationToken,
        string? ofShare = null)
    {
        var closed = periods is null ? ClosedNow.Nothing : await periods.NowAsync(cancellationToken);
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var read = await VersionedBlob.ReadAsync(blob, cancellationToken);
            var (text, addition) = DamagedBlobException.Read(blob, () => change(read, closed));
            if (text is not { } content) return addition;
            if (await (ofShare is null ? WriteAsync() : changed.OfShareAsync(ofShare, WriteAsync, cancellationToken))) return addition;

            Task<bool> WriteAsync() => VersionedBlob.TryWriteAsync(blob, read, content, cancellationToken);
        }

        throw new IOException(
            $"'{blob.Name}' is being written by others all the time; gave up after {MostAttempts} attempts.");
    }

    private static DateOnly? Later(DateOnly? a, DateOnly? b) => a is null || b > a ? b : a;
}
