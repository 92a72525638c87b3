using System.Globalization;
using Pricing.Calendars;
using Pricing.Pipeline.Controls.Book;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Controls.Periods;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Publications.Desk;
using Pricing.Pipeline.Publications.Records;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Closings;

/// <summary>Closes periods of issuers, and opens them again where two people want it.</summary>
/// <param name="book">The closings.</param>
/// <param name="periods">Told of a change.</param>
/// <param name="reopenings">Lets what waited count.</param>
/// <param name="register">The issuer's grants.</param>
/// <param name="unsettled">Which of their values are not settled.</param>
/// <param name="market">What is known of their shares.</param>
/// <param name="openRuns">Which runs are not at their end.</param>
/// <param name="decisions">What is proposed for publication.</param>
/// <param name="differences">What differs from what is published.</param>
/// <param name="waiting">Judges the rows that wait.</param>
/// <param name="clock">The time.</param>
public sealed class PeriodCloser(
    ClosingBook book,
    ClosedPeriods periods,
    Reopenings reopenings,
    RegisterReader register,
    UnsettledValues unsettled,
    MarketDataStore market,
    OpenRuns openRuns,
    DecisionBook decisions,
    DifferenceList differences,
    WaitingJudge waiting,
    TimeProvider clock)
{
    private const int MostNamed = 100;

    /// <summary>
    /// Closes everything of an issuer up to a day. It is refused while a run is open that can make values of such a date, or a grant-date
    /// value of it is provisional or missing, or a publication of one is undecided, or a difference from one; and while another value of it
    /// failed, is provisional or of a basis in doubt, or a change of terms is yet to be measured, and nobody says why that may be closed.
    /// </summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="through">The last day of the period.</param>
    /// <param name="reason">What it is closed for.</param>
    /// <param name="unsettledReason">Why it is closed although values of it are not settled; null where all are.</param>
    /// <param name="by">Who closes it; somebody who signed in.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The closing, or everything that speaks against it.</returns>
    public async Task<Outcome<Closing>> CloseAsync(
        string issuer, DateOnly through, string reason, string? unsettledReason, Person by, CancellationToken cancellationToken)
    {
        var failures = new List<Failure>();
        if (PublicationRules.AgainstUnverified(by) is { } unverified) failures.Add(unverified);
        var today = JapanTime.DateOf(clock.GetUtcNow());
        if (through >= today) failures.Add(new(ReasonCode.InvalidField, "through", DateText.Of(through), $"is not over: today is {DateText.Of(today)} in Japan"));

        // Storage refuses to look for a longer key, and there is none.
        if (!KeyText.Fits(issuer)) return new List<Failure>([.. failures, WithoutGrants(issuer)]);

        var codes = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        var grants = new List<(string Partition, string GrantId, IReadOnlyList<DateOnly> OpenChanges)>();
        await foreach (var registered in register.ReadAsync([RegisterRange.Of(issuer)], cancellationToken))
        {
            if (!registered.Listed.Stored.TryGet(out var grant))
            {
                grants.Add((registered.Partition, registered.Listed.GrantId, []));
                failures.AddRange(registered.Listed.Stored.Failures);
                continue;
            }

            grants.Add((registered.Partition, registered.Listed.GrantId, OpenChanges(grant, registered.Events, through)));
            codes[grant.Terms.SecurityCode] = codes.GetValueOrDefault(grant.Terms.SecurityCode) || grant.Terms.GrantDate <= through;
            if (OpenValue(grant, registered.Events, through) is { } open) failures.Add(open);
        }

        if (grants.Count == 0) failures.Add(WithoutGrants(issuer));
        else
        {
            failures.AddRange(Undecided(await decisions.ReadAsync(issuer, cancellationToken), through));
            failures.AddRange(await DifferencesAsync(issuer, through, cancellationToken));
        }

        // What was closed before was named then.
        var from = ClosedNow.Of(ClosingBook.Of(await decisions.ReadAsync(issuer, cancellationToken))).Through(issuer)?.AddDays(1) ?? DateOnly.MinValue;
        var notSettled = await unsettled.FindAsync(issuer, grants, from, through, cancellationToken);
        if (unsettledReason is null) failures.AddRange(notSettled.Take(MostNamed).Select(Unsettled));

        // Whatever is stored of the market between this and the closing comes after it.
        var curves = (await market.ReadCurvesAsync(cancellationToken))?.Sources.Count ?? 0;
        var content = new ClosedContent(issuer, through, await SharesAsync(codes, cancellationToken), curves, reason)
        {
            Unsettled = notSettled.Count == 0 ? null : [.. notSettled.Take(MostNamed)],
            UnsettledReason = notSettled.Count == 0 ? null : unsettledReason,
        };

        // Last, so that as few runs as can be are asked for and planned between this and the closing: these replace values as if before it.
        if (grants.Count > 0) failures.AddRange(await openRuns.AgainstAsync(issuer, through, cancellationToken));
        if (failures.Count > 0) return failures;

        var closed = Kept(await book.CloseAsync(
            content, by, clock.GetUtcNow(), (decided, closings) => [.. Undecided(decided, through), .. Against(closings, issuer, through)], cancellationToken));

        // Rows that wait for something else wait after closing from now on, where they are dated in it.
        if (closed.IsSuccess) await waiting.JudgeAllAsync(CancellationToken.None);
        return closed;
    }

    /// <summary>
    /// Asks for a period to be opened again; where somebody else has asked for it, opens it. Then what waited after closing counts.
    /// </summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="closing">The number of the closing among its decisions.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who; somebody who signed in.</param>
    /// <param name="cancellationToken">Stops the deciding; once it is decided, what waited counts whoever waits for the answer.</param>
    /// <returns>The closing as it is now, or what speaks against it.</returns>
    public async Task<Outcome<Closing>> ReopenAsync(string issuer, int closing, string reason, Person by, CancellationToken cancellationToken)
    {
        if (PublicationRules.AgainstUnverified(by) is { } unverified) return unverified;

        var reopened = Kept(await book.ReopenAsync(
            issuer, new(closing, reason), by, clock.GetUtcNow(), (found, all) => AgainstReopening(found, all, closing, by), cancellationToken));
        if (reopened is { IsSuccess: true, Value.IsClosed: false }) await reopenings.SettleAsync(CancellationToken.None);
        return reopened;
    }

    /// <summary>What is known of shares; of one that no grant of the period is on only where closes of it are known: else they are yet to come.</summary>
    private async Task<List<ClosedShare>> SharesAsync(IEnumerable<KeyValuePair<string, bool>> codes, CancellationToken cancellationToken)
    {
        var shares = new List<ClosedShare>();
        foreach (var (code, isOfThePeriod) in codes)
        {
            var prices = await market.ReadPricesAsync(code, cancellationToken);
            if (prices is null && !isOfThePeriod) continue;

            var actions = prices is null ? await market.ReadActionsAsync(code, cancellationToken) : prices.Actions;
            var dividends = await market.ReadDividendsAsync(code, cancellationToken);
            shares.Add(new(code, prices?.Sources.Count ?? 0, dividends?.Sources.Count ?? 0, actions?.Sources.Count ?? 0));
        }

        return shares;
    }

    private Outcome<Closing> Kept(Outcome<Closing> decided)
    {
        if (decided.IsSuccess) periods.Forget();
        return decided;
    }

    private static Failure WithoutGrants(string issuer) => new(ReasonCode.InvalidField, "issuer", issuer, "no grants of this issuer are stored");

    /// <summary>A grant-date value that is owed and not final.</summary>
    private static Failure? OpenValue(StoredGrant grant, Outcome<List<GrantEvent>> events, DateOnly through) =>
        grant.Terms.GrantDate > through || grant.GrantDateStatus == GrantDateStatus.Final || IsNothingLeft(grant.Terms, events, grant.Terms.GrantDate)
            ? null
            : new(
                ReasonCode.PeriodNotSettled,
                "grant_id",
                grant.Terms.GrantId,
                $"its value of the grant date {DateText.Of(grant.Terms.GrantDate)} is {(grant.GrantDateStatus == GrantDateStatus.Provisional ? "provisional" : "not there")}");

    /// <summary>The days of changes of terms whose values are owed and not noted as final.</summary>
    private static IReadOnlyList<DateOnly> OpenChanges(StoredGrant grant, Outcome<List<GrantEvent>> events, DateOnly through) =>
    [
        .. grant.Modifications
            .Skip(grant.ModificationsValued)
            .Select(change => change.Date)
            .Where(date => date <= through && !IsNothingLeft(grant.Terms, events, date)),
    ];

    /// <summary>Whether no right was outstanding on a day, so that no run values it: none was allotted, or all were gone.</summary>
    private static bool IsNothingLeft(GrantTerms terms, Outcome<List<GrantEvent>> events, DateOnly date) =>
        events.TryGet(out var all)
        && GrantEvent.BalanceOf(terms, all, date).TryGet(out var balance)
        && balance.Outstanding == 0;

    private static IEnumerable<Failure> Undecided(IReadOnlyList<Decision> decisions, DateOnly through) => PublicationChain.Of(decisions).All
        .Where(one => one.Status == PublicationStatus.Proposed && one.Content.MeasurementDate <= through)
        .Select(one => Undecided("publication", one.Number, "is proposed, and nobody has decided"));

    private async Task<List<Failure>> DifferencesAsync(string issuer, DateOnly through, CancellationToken cancellationToken)
    {
        var failures = new List<Failure>();
        await foreach (var difference in differences.OfAsync(issuer, cancellationToken))
        {
            if (difference.Status == DifferenceStatus.Open && difference.MeasurementDate <= through)
                failures.Add(Undecided("difference", difference.Number, "from what is published is undecided"));
        }

        return failures;
    }

    private static Failure Unsettled(string value) => new(
        ReasonCode.PeriodNotSettled, "unsettledReason", value, "is not settled; say in unsettledReason why the period is closed all the same");

    private static Failure Undecided(string field, int number, string reason) =>
        new(ReasonCode.PeriodNotSettled, field, number.ToString(CultureInfo.InvariantCulture), reason);

    private static IEnumerable<Failure> Against(IReadOnlyList<Closing> closings, string issuer, DateOnly through)
    {
        if (ClosedNow.Of(closings).Through(issuer) is { } known && through <= known)
            yield return new(ReasonCode.AlreadyDecided, "through", DateText.Of(through), $"is closed already: through {DateText.Of(known)}");
    }

    private static Failure? AgainstReopening(Closing? closing, IReadOnlyList<Closing> all, int number, Person by)
    {
        if (closing is null) return Refused(ReasonCode.UnknownClosing, number, "there is no such closing");
        if (closing.ReopenedBy is { } opened) return Refused(ReasonCode.AlreadyDecided, number, $"{opened} has opened it again");
        if (all.LastOrDefault(other => other.IsClosed) is { } last && last.Number != number)
            return Refused(ReasonCode.PeriodNotSettled, number, $"a later period of {closing.Issuer} is closed, through {DateText.Of(last.Through)}: open closing {last.Number} first");

        return closing.ReopeningAskedBy is { } asked && !by.IsSurelyAnother(asked)
            ? Refused(ReasonCode.SameIdentity, number, $"{asked} has asked for it; somebody else opens it")
            : null;
    }

    private static Failure Refused(ReasonCode code, int number, string reason) =>
        new(code, "closing", number.ToString(CultureInfo.InvariantCulture), reason);
}
