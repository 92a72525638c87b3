using System.Text.Json;
using Pricing.Api.Grants;
using Pricing.Api.Requests;
using Pricing.Files.Fields;
using Pricing.Grants.Adjustments;
using Pricing.Grants.Outstanding;
using Pricing.Pipeline.Explanations;
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
/// <param name="valuer">Values it.</param>
internal sealed class GrantQuestions(
    GrantTermsReader reader, GrantLookup lookup, GrantStore grants, GrantEventStore events, GrantValuer valuer)
{
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
        var inner = JsonFields.Read(grant);
        if (!inner.TryGet(out var given)) return inner.Failures.ToList();
        List<Failure> unknown = [.. JsonBody.Unknown(asked, [Date]), .. JsonBody.Unknown(given, GrantFields.Terms)];
        if (unknown.Count > 0) return unknown;

        var dates = new RequestFields(asked.GetValueOrDefault);
        var date = dates.OptionalDate(Date);
        var read = given.Count == 2 && given.TryGetValue(Issuer, out var issuer) && given.TryGetValue(GrantId, out var id)
            ? await facts.GrantAsync((issuer, id, date), () => StoredAsync(issuer, id, date, cancellationToken))
            : Given(given, date);
        if (dates.Failures.Count > 0 || !read.TryGet(out var question)) return new List<Failure>([.. dates.Failures, .. read.Failures]);

        var share = await facts.OfAsync(question.Grant.Terms.SecurityCode, cancellationToken);
        var value = valuer.Value(new GrantQuestion(question.Grant, question.Task, share));
        return value.Right is null
            ? value.Failures.ToList()
            : new PriceValue(null, ValueRecording.Of(value, evidence: ""), analysis.IsEmpty ? null : GrantAnalyst.Analyse(value, analysis));
    }

    private Outcome<(StoredGrant Grant, ValuationTask Task)> Given(Dictionary<string, string> given, DateOnly? date)
    {
        var read = reader.Read(new FieldReader(GrantFields.Schema, given.GetValueOrDefault));
        if (!read.TryGet(out var terms)) return read.Failures.ToList();

        return GrantSubmission.Against(terms) is { Count: > 0 } against
            ? against.ToList()
            : (OnDemand.Grant(terms), OnDemand.Task(terms, date ?? terms.GrantDate));
    }

    private async Task<Outcome<(StoredGrant Grant, ValuationTask Task)>> StoredAsync(
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

    private async Task<Outcome<(StoredGrant Grant, ValuationTask Task)>> FindAsync(
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

        var standing = GrantEvent.Standing(all);
        var gone = standing.Select(item => item.ToRightsEvent()).OfType<RightsEvent>().ToList();
        var balance = OutstandingRights.On(grant.Terms.AllottedRights, grant.Terms.AllotmentDate, gone, date);
        if (!balance.TryGet(out var rights)) return balance.Failures.ToList();

        var decisions = standing.Select(item => item.ToDecision()).OfType<DecidedAdjustment>().ToList();
        return (grant, OnDemand.Task(grant.Terms, date) with
        {
            GrantVersion = grant.Version,
            RightsOutstanding = rights.Outstanding,
            Decisions = decisions.Count > 0 ? decisions : null,
        });
    }
}
