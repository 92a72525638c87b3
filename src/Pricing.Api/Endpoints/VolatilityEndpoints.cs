using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Accesses;
using Pricing.Api.Identity;
using Pricing.Api.Manners;
using Pricing.Api.Queries;
using Pricing.Api.Requests;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Valuations;
using Pricing.Policies;
using Pricing.Volatility;

namespace Pricing.Api.Endpoints;

/// <summary><c>/api/volatility/{code}</c>: sigma of a share from its stored closes, with the closes used.</summary>
internal static class VolatilityEndpoints
{
    private static readonly QueryParameter From = Query.Date(
        "from", "The first day of the window; else years before its last day, or the first stored close.", "2005-12-02");

    private static readonly QueryParameter To = Query.Date(
        "to", "The last day of the window; the last stored close where it is left out.", "2013-07-11");

    private static readonly QueryParameter Years = Query.Number(
        "years", "The length of the window in the place of from, as T: not past the first stored close.", "15");

    private static readonly QueryParameter Policy = Query.Policy("The policy whose method it is.", "iij-practice") with { Default = ShippedPolicies.ReleaseText.Name };

    private static readonly QueryParameter Exclude = Query.Text(
        "exclude", "Periods of abnormal prices that are left out, with semicolons between them.", "2011-03-11..2011-03-31") with
    {
        Against = static (text, _) => Exclusions(text).Failures,
    };

    private static readonly QueryParameter Frequency = Query.Word(
        "frequency",
        "Other closes than the policy's, to see what they would give: a year has 250 daily, 52 weekly or 12 monthly returns.",
        nameof(ReturnFrequency.Daily),
        Enum.GetNames<ReturnFrequency>());

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/volatility/{code}", EstimateAsync).WithName("Volatility").WithTags("Market data").Does(Act.Read, Reach.NoIssuer).IsNoted(AccessKind.Values)
        .WithSummary("The volatility of a share from its stored closes, with the closes and returns that it was made of.")
        .WithQuery(Contradictions, From, To, Years, Policy, Exclude, Frequency)
        .Produces<VolatilityAnswer>()
        .IsCostlyQuestion()
        .ProducesProblems(400, 404, 500);

    private static async Task<IResult> EstimateAsync(
        string code,
        QueryValues asked,
        FactsReader reader,
        PolicyCatalog policies,
        PriceCheck check,
        CancellationToken cancellationToken)
    {
        var parsed = SecurityCode.Parse(code);
        if (!parsed.TryGet(out var share)) return Problems.NotFound(parsed.Failures);

        var found = policies.Find(asked.Text(Policy)!);
        if (!found.TryGet(out var policy)) return Problems.Refused(found.Failures);

        if (asked.Word<ReturnFrequency>(Frequency) is { } frequency) policy = policy with { Volatility = policy.Volatility.At(frequency) };
        var facts = await reader.ReadAsync(share, issuer: null, cancellationToken);
        if (facts.ShareDamage.Count > 0) return Problems.Refused(facts.ShareDamage);
        if (facts.Prices is not { Closes.Count: > 0 } prices) return Problems.NotFound("code", share, "no close of it is stored");

        var window = Window(asked, facts, policy);
        if (!window.TryGet(out var dates)) return Problems.Refused([.. window.Failures.Select(Named)]);

        var excluded = Exclusions(asked.Text(Exclude) ?? "").Value;
        var estimated = facts.Sigma(dates, excluded, policy.Volatility);
        IReadOnlyList<Failure> against = [.. estimated.Failures, .. Against(facts, dates, check), .. facts.Holes(dates, excluded, policy.Volatility, check)];
        return against.Count > 0 ? Problems.Refused(against) : TypedResults.Ok(Answer(share, policy, estimated.Value, facts, prices));
    }

    /// <summary>What speaks against the closes and the splits of a window: no value is made of them, so no sigma either.</summary>
    private static IEnumerable<Failure> Against(MarketFacts facts, DateWindow dates, PriceCheck check)
    {
        var suspects = facts.Suspects(dates, check);
        IEnumerable<Failure> notShown = suspects.Count > 0 ? [] : facts.SplitsNotShown(dates.From, dates.To, check);
        return [.. suspects, .. facts.ActionConflicts(dates.To), .. notShown];
    }

    private static VolatilityAnswer Answer(
        string code, ValuationPolicy policy, VolatilityEstimate estimate, MarketFacts facts, PriceHistory prices) => new()
        {
            Code = code,
            Policy = policy.Name,
            PolicyVersion = policy.Version,
            Frequency = policy.Volatility.ReturnFrequency,
            From = estimate.Window.From,
            To = estimate.Window.To,
            Sigma = estimate.Sigma,
            Deviation = estimate.Deviation,
            AnnualFactor = estimate.AnnualFactor,
            Returns = estimate.Returns,
            ExcludedReturns = estimate.ExcludedReturns,
            Closes = estimate.ClosesUsed,
            LogReturns = estimate.LogReturns,
            Splits = facts.SplitsUntil(estimate.Window.To),
            Sources = prices.SourcesOf(estimate.ClosesUsed.Select(close => close.Date)),
        };

    // The length of the window stands here for the expected remaining period.
    private static Failure Named(Failure failure) =>
        failure is { Code: ReasonCode.InvalidField, Field: "expected_remaining_years" } ? failure with { Field = Years.Name } : failure;

    private static IEnumerable<Failure> Contradictions(QueryValues asked)
    {
        if (asked.Has(From) && asked.Has(Years))
            yield return new(ReasonCode.InvalidField, Years.Name, asked.Text(Years)!, "stands beside from; name one of them");
        if (asked.Date(From) > asked.Date(To))
            yield return new(ReasonCode.InvalidField, From.Name, asked.Text(From)!, "is after to");
        if (asked.Number(Years) is <= 0)
            yield return new(ReasonCode.InvalidField, Years.Name, asked.Text(Years)!, "must be above 0");
    }

    private static Outcome<DateWindow> Window(QueryValues asked, MarketFacts facts, ValuationPolicy policy)
    {
        var (first, last) = (facts.Closes[0].Date, asked.Date(To) ?? facts.Closes[^1].Date);
        return asked.Number(Years) is { } years
            ? VolatilityWindow.Derive(last, years, first, policy.Volatility)
            : new DateWindow(asked.Date(From) ?? first, last) is var window && window.From <= window.To
                ? window
                : new Failure(ReasonCode.InvalidField, To.Name, DateText.Of(last), $"is before the first day of the window, {DateText.Of(window.From)}");
    }

    private static Outcome<IReadOnlyList<DateWindow>> Exclusions(string exclude)
    {
        var periods = new List<DateWindow>();
        foreach (var text in exclude.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (text.Split("..") is [var from, var to]
                && RequestFields.ParseDate(from) is { } first
                && RequestFields.ParseDate(to) is { } last
                && first <= last)
            {
                periods.Add(new(first, last));
            }
            else
            {
                return new Failure(ReasonCode.InvalidField, Exclude.Name, text, "is not a period, such as 2011-03-11..2011-03-31");
            }
        }

        return periods;
    }
}
