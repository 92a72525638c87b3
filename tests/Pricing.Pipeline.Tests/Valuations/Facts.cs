using Pricing.Actions;
using Pricing.Files.Fields;
using Pricing.Pipeline.MarketData.Actions;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Tests.MarketData.Dividends;
using Pricing.Pipeline.Valuations;
using Pricing.Policies;
using Testing;

namespace Pricing.Pipeline.Tests.Valuations;

/// <summary>The facts of the third series without storage: the sample's closes, the real curve and dividend.</summary>
internal static class Facts
{
    public static readonly DateOnly Allotment = new(2013, 7, 11);
    private static readonly DataSource Closes = new("closes", "file", "closes.csv", default, IsSynthetic: true);
    private static readonly DataSource Curve = new("curve", "mof", "jgbcm.csv", default);
    private static readonly DataSource Actions = new("actions", "file", "actions.csv", default);
    private static readonly DataSource Dividends = new("notices", "file", "dividends.csv", default);

    public static IReadOnlyList<PriceFact> Prices { get; } =
    [
        .. SyntheticCloses.Make().Select(close => new PriceFact(close.Date, close.Close, false, close.SplitNewPerOld is { } split ? (Ratio)split : null, null, 0)),
    ];

    /// <summary>The facts; every part can be another one.</summary>
    public static MarketFacts Of(
        IReadOnlyList<PriceFact>? prices = null, decimal percentAt15 = 1.275m, DateOnly? curveDate = null, bool withDividends = true, params CorporateAction[] actions) => new(
            new() { Code = "37740", Sources = [Closes], Facts = prices ?? Prices, Actions = Stated(actions) },
            withDividends ? new() { Code = "37740", Through = Allotment, Sources = [Dividends], Notices = [Notice("1", "2012-09-30", "2012-09-26", 1750m, isFinal: false), Notice("2", "2013-03-31", "2013-03-27", 10m, isFinal: true)] } : null,
            new()
            {
                Curves = [new() { Date = curveDate ?? Allotment, Points = [new(10m, 0.818m), new(15m, percentAt15), new(20m, 1.71m)] }],
                CurveSources = [0],
                Sources = [Curve],
            });

    public static StoredGrant Grant(params string[] changes)
    {
        var fields = Batch.Grant(["window_from=2005-12-02", .. changes]);
        return OnDemand.Grant(new GrantTermsReader(new PolicyCatalog()).Read(new FieldReader(GrantFields.Schema, fields.GetValueOrDefault)).Value);
    }

    public static GrantValue Value(MarketFacts facts, DateOnly? date = null, params string[] changes)
    {
        var grant = Grant(changes);
        return Valuer().Value(new GrantQuestion(grant, OnDemand.Task(grant.Terms, date ?? Allotment), facts));
    }

    public static GrantValue ValueUnder(PriceCheckOptions limits, MarketFacts facts, params string[] changes)
    {
        var grant = Grant(changes);
        return Valuer(limits).Value(new GrantQuestion(grant, OnDemand.Task(grant.Terms, Allotment), facts));
    }

    public static GrantValuer Valuer() => Valuer(new());

    private static GrantValuer Valuer(PriceCheckOptions limits)
    {
        return new(new PolicyCatalog(), new PriceCheck(limits), limits);
    }

    private static ActionHistory? Stated(CorporateAction[] actions) => actions.Length == 0 ? null : new()
    {
        Code = "37740",
        Sources = [Actions],
        Statements = [.. actions.Select((action, number) => new StatedAction(number, action, null, 0))],
    };

    private static DividendNotice Notice(string reference, string recordDate, string exDate, decimal rate, bool isFinal)
    {
        var record = DateOnly.Parse(recordDate, null);
        return Notices.Of(reference, record, record, rate, isFinal) with { PublishedAt = "15:00", ExDate = DateOnly.Parse(exDate, null) };
    }
}
