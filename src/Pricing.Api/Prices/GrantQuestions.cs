using System.Text.Json;
using Pricing.Api.Grants;
using Pricing.Api.Requests;
using Pricing.BlackScholes.Certified;
using Pricing.Files.Fields;
using Pricing.Grants.Measurements;
using Pricing.Grants.Outstanding;
using Pricing.Pipeline.Explanations;
using Pricing.Pipeline.Nights.Chunks;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Api.Prices;

/// <summary>
/// Values a grant on a date from stored market data, without storing anything: one that is given in the fields of a batch, or a
/// stored one that is named by <c>issuer</c> and <c>grant_id</c> alone.
/// </summary>
/// <param name="reader">Reads the terms of a given one.</param>
/// <param name="lookup">Finds a stored one.</param>
/// <param name="grants">Its earlier versions.</param>
/// <param name="events">Its events.</param>
/// <param name="judge">Judges its terms: what was stored under other rules is refused as a night fails it.</param>
/// <param name="valuer">Values it.</param>
/// <param name="modifications">Measures a change of its terms.</param>
/// <param name="turns">Who may calculate.</param>
internal sealed class GrantQuestions(
    GrantTermsReader reader,
    GrantLookup lookup,
    GrantStore grants,
    GrantEventStore events,
    TermsJudge judge,
    IsolatedValuer valuer,
    ModificationValuer modifications,
    PriceTurns turns)
{
    private const string Member = "grant";
    private const string Date = "date";
    private const string Issuer = "issuer";
    private const string GrantId = "grant_id";

    /// <summary>Answers.</summary>
    /// <param name="asked">The fields beside the grant.</param>
    /// <param name="grant">The grant, a JSON value.</param>
    /// <param name="analysis">What is asked for beside the value.</param>
    /// <param name="facts">The market data.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<Outcome<PriceValue>> AnswerAsync(
        Dictionary<string, string> asked, JsonElement grant, AnalysisRequest analysis, ReadFacts facts, CancellationToken cancellationToken)
    {
        var inner = JsonFields.ReadAs(Member, grant);
        var against = JsonBody.Unknown(asked, [Date]);
        var dates = new RequestFields(asked.GetValueOrDefault);
        var date = dates.OptionalDate(Date);
        against.AddRange(dates.Failures);
        if (!inner.TryGet(out var member)) return new List<Failure>([.. against, .. inner.Failures]);

        var given = member.Texts;
        var unknown = JsonBody.Unknown(given, GrantFields.Terms);
        foreach (var failure in unknown) given.Remove(failure.Field);
        against.AddRange(member.And(unknown));
        var isStored = given.Count == 2 && given.ContainsKey(Issuer) && given.ContainsKey(GrantId);
        if (isStored && (member.IsUnread(Issuer) || member.IsUnread(GrantId))) return against;
        if (isStored && facts.Against(given[Issuer], given[GrantId]) is { } refused) return new List<Failure>([.. against, refused]);

        var read = isStored
            ? await facts.GrantAsync((given[Issuer], given[GrantId], date), () => StoredAsync(given[Issuer], given[GrantId], date, cancellationToken))
            : Given(given, date);
        if (!read.TryGet(out var found) || against.Count > 0)
            return new List<Failure>([.. against, .. read.Failures.Where(failure => !member.IsUnread(failure.Field))]);

        var terms = found.Grant.Terms;
        var question = new GrantQuestion(found.Grant, found.Task, await facts.OfAsync(terms.SecurityCode, facts.ViewOf(terms.Issuer), cancellationToken));
        var value = await turns.InTurnAsync(() => valuer.Value(question), cancellationToken);
        if (value.Right is not { } right) return value.Failures.ToList();

        var measured = await MeasuredAsync(found.Partition, question, right, cancellationToken);
        if (!measured.TryGet(out var change)) return measured.Failures.ToList();

        var record = ValueRecording.Of(value, evidence: "");
        return new PriceValue(
            null,
            change is null ? record : record.With(change),
            analysis.IsEmpty ? null : await turns.InTurnAsync(() => GrantAnalyst.Analyse(value, analysis), cancellationToken));
    }

    /// <summary>What a change of terms comes to on its date, as a night measures it; null on any other date.</summary>
    private async Task<Outcome<Modification?>> MeasuredAsync(
        string? partition, GrantQuestion question, RightValue right, CancellationToken cancellationToken)
    {
        if (partition is null || question.Task.Kind != MeasurementKind.Modified) return default(Modification);

        var measured = await modifications.MeasureAsync(
            partition, question, right, calculate => turns.InTurnAsync(calculate, cancellationToken), cancellationToken);
        return measured.TryGet(out var change) ? change : measured.Failures.ToList();
    }

    private Outcome<AskedGrant> Given(Dictionary<string, string> given, DateOnly? date)
    {
        var read = reader.Read(new FieldReader(GrantFields.Schema, given.GetValueOrDefault));
        if (!read.TryGet(out var terms)) return read.Failures.ToList();

        return GrantSubmission.Against(terms) is { Count: > 0 } against
            ? against.ToList()
            : new AskedGrant(OnDemand.Grant(terms), OnDemand.Task(terms, date ?? terms.GrantDate), Partition: null);
    }

    private async Task<Outcome<AskedGrant>> StoredAsync(
        string issuer, string id, DateOnly? date, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(issuer, id, date, cancellationToken);
        }
        catch (DamagedContentException damaged)
        {
            // It fails the question that names it, and no other of the same request.
            return new Failure(ReasonCode.DamagedData, GrantId, id, damaged.Message);
        }
    }

    private async Task<Outcome<AskedGrant>> FindAsync(
        string issuer, string id, DateOnly? asked, CancellationToken cancellationToken)
    {
        if (await lookup.FindAsync(issuer, id, cancellationToken) is not var (partition, current))
            return new Failure(ReasonCode.UnknownGrant, GrantId, id, $"no such grant of {issuer} is stored");

        var date = asked ?? current.Terms.GrantDate;
        var found = current.VersionOn(date) is var version && version == current.Version
            ? current
            : await grants.FindSupersededAsync(partition, id, version, cancellationToken);
        var read = await events.OfGrantAsync(partition, id, cancellationToken);
        if (!found.TryGet(out var grant) || !read.TryGet(out var all)) return new List<Failure>([.. found.Failures, .. read.Failures]);
        if (judge.Judge(grant.Terms) is { Count: > 0 } against) return against.ToList();

        var standing = GrantEvent.Standing(all);
        var gone = GrantEvent.RightsEventsOf(standing);
        var balance = OutstandingRights.On(grant.Terms.AllottedRights, grant.Terms.AllotmentDate, gone, date);
        if (!balance.TryGet(out var rights)) return balance.Failures.ToList();

        var decisions = GrantEvent.DecisionsOf(standing);
        var task = current.Modifications.Any(change => change.Date == date) ? ValuationTask.OfChange(current, date) : OnDemand.Task(grant.Terms, date);
        return new AskedGrant(
            grant,
            task with
            {
                GrantVersion = grant.Version,
                RightsOutstanding = rights.Outstanding,
                Decisions = decisions.Count > 0 ? decisions : null,
            },
            partition);
    }
}
