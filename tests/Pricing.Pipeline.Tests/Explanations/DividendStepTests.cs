using Pricing.Dividends;
using Pricing.Pipeline.Explanations;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Tests.Valuations;
using Pricing.Pipeline.Valuations;
using Pricing.Policies;

namespace Pricing.Pipeline.Tests.Explanations;

public sealed class DividendStepTests
{
    [Theory]
    [InlineData(DividendYear.LastEnded, "dividend per share of the fiscal year ended 2013-03-31")]
    [InlineData(DividendYear.InProgress, "dividend per share of the fiscal year ending 2014-03-31, as declared")]
    public void Explain_Dividend_SaysWhetherItsYearHasEnded(DividendYear year, string name)
    {
        var facts = Facts.Of();
        var final = facts.Dividends!.Notices[1];
        var next = final with
        {
            Reference = "3",
            RefersTo = "3",
            PublishedOn = new(2013, 5, 15),
            TermMonth = new(2014, 3, 1),
            RecordDate = new(2014, 3, 31),
            ExDate = new(2014, 3, 27),
        };
        var known = new MarketFacts(facts.Prices, facts.Dividends! with { Notices = [.. facts.Dividends!.Notices, next] }, facts.CurveHistory);

        var analysis = GrantAnalyst.Analyse(ValueOf(known, year), new() { Explain = true });

        Assert.Equal(name, analysis.Explanation!.Single(step => step.Symbol == "D").Name);
    }

    private static GrantValue ValueOf(MarketFacts facts, DividendYear year)
    {
        var policy = ShippedPolicies.IijPractice with { Name = "house-rule", Dividend = new(CountCommemorative: true, year) };
        var limits = new PriceCheckOptions();
        var grant = Facts.Grant();
        grant = grant with { Terms = grant.Terms with { Policy = policy.Name } };
        var value = new GrantValuer(new PolicyCatalog([policy]), new PriceCheck(limits), limits)
            .Value(new GrantQuestion(grant, OnDemand.Task(grant.Terms, Facts.Allotment), facts));
        Assert.Empty(value.Failures);
        return value;
    }
}
