using System.Text.Json;
using Pricing.Actions;
using Pricing.Dividends;
using Pricing.Grants.Measurements;
using Pricing.Grants.Terms;
using Pricing.Papers.Facts;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;
using Pricing.Policies;
using ThirdSeries = Pricing.Pipeline.Tests.Valuations.Facts;

namespace Pricing.Papers.Tests;

/// <summary>Values of the third series as papers are made of: computed, recorded, and their evidence read back from its JSON.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    /// <summary>A grant-date value whose allotted number is confirmed.</summary>
    public static GrantPaper Confirmed { get; } = Paper(changes:
    [
        "title=第3回新株予約権", "allotted_rights=89", "allotted_confirmed_on=2013-07-11", "accounting_standard=asbj8",
        "allottees=取締役 7名 95個; 執行役員 10名 40個", "exclude=2011-03-11..2011-03-31",
    ]);

    /// <summary>A paper.</summary>
    /// <param name="policy">The rules; the grant names them.</param>
    /// <param name="date">The measurement date; the allotment date where it is not given.</param>
    /// <param name="facts">The facts; the sample's where they are not given.</param>
    /// <param name="changes">Terms that differ, as <c>name=value</c>.</param>
    public static GrantPaper Paper(
        ValuationPolicy? policy = null, DateOnly? date = null, MarketFacts? facts = null, params string[] changes)
    {
        policy ??= ShippedPolicies.IijPractice;
        var grant = ThirdSeries.Grant(["policy=iij-practice", "exercise_price_adjustment=ratio", .. changes]);
        grant = grant with { Terms = grant.Terms with { Policy = policy.Name } };
        var limits = new PriceCheckOptions();
        var custom = ShippedPolicies.All.Any(shipped => shipped.Name == policy.Name) ? [] : new[] { policy };
        var valuer = new GrantValuer(new PolicyCatalog(custom), new PriceCheck(limits), limits);
        var value = valuer.Value(new GrantQuestion(grant, OnDemand.Task(grant.Terms, date ?? ThirdSeries.Allotment), facts ?? ThirdSeries.Of()));
        Assert.Empty(value.Failures);
        var closes = (facts ?? ThirdSeries.Of()).Closes;
        return Of(value) with { Closes = value.Volatility is { } sigma ? [.. closes.Where(close => sigma.Window.Contains(close.Date))] : [] };
    }

    /// <summary>A value whose stated D of 1,000 yen stands on the basis from before the 1:200 split of 2012-10-01.</summary>
    public static GrantPaper StatedDividendAcrossASplit => Paper(
        facts: ThirdSeries.Of(withDividends: false, actions: Split("2012-09-26", "2012-09-30", "2012-10-01", 200m)),
        changes: ["allotment_date=2012-09-28", "exercise_start=2012-09-29", "dividend_per_share=1000", "shares_per_right=1"]);

    /// <summary>An estimate from before the 1:200 split of 2012-09-26, on terms from after it, with 3,250 yen a share on record.</summary>
    public static GrantPaper RecordedDividendBeforeASplit => Paper(
        date: new(2012, 9, 24),
        facts: WithNotices(ThirdSeries.Of(curveDate: new(2012, 9, 24)), static notices =>
        [
            notices[1] with { PublishedOn = new(2012, 5, 15), TermMonth = new(2012, 3, 1), Rate = 3250m, RecordDate = new(2012, 3, 31), ExDate = new(2012, 3, 28) },
        ]));

    /// <summary>A value whose rules take the dividends of the year to March 2014, of which 11 yen are decided.</summary>
    public static GrantPaper DividendOfTheYearInProgress => Paper(
        ShippedPolicies.IijPractice with { Name = "house-rule", Dividend = new(CountCommemorative: true, DividendYear.InProgress) },
        facts: WithNotices(ThirdSeries.Of(), static notices =>
        [
            .. notices,
            notices[1] with { Reference = "3", RefersTo = "3", PublishedOn = new(2013, 5, 15), TermMonth = new(2014, 3, 1), Rate = 11m, RecordDate = new(2014, 3, 31), ExDate = new(2014, 3, 27) },
        ]));

    /// <summary>A value of the day after the allotment.</summary>
    public static GrantPaper Later(params string[] changes)
    {
        DateOnly date = new(2013, 7, 12);
        return Paper(
            date: date,
            facts: ThirdSeries.Of(prices: [.. ThirdSeries.Prices, new(date, 3600m, false, null, null, 0)], curveDate: date),
            changes: changes);
    }

    /// <summary>A change of terms on that day: 600,000 yen on the grant date, 630,000 under the old terms.</summary>
    public static GrantPaper Modification(AccountingStandard standard)
    {
        var paper = Later();
        return paper with
        {
            Value = paper.Value with
            {
                Kind = MeasurementKind.Modified,
                Standard = standard,
                GrantDateAmount = "600000",
                OldTermsAmount = "630000",
                Increment = DecimalText.Of(DecimalText.Parse(paper.Value.AmountPerRight)!.Value - (standard == AccountingStandard.Asbj8 ? 600_000 : 630_000)),
            },
        };
    }

    /// <summary>A stated split or consolidation with all its dates.</summary>
    public static CorporateAction Split(string exDate, string recordDate, string effectiveDate, decimal newPerOld) => CorporateAction.Of(new()
    {
        ExDate = DateOnly.Parse(exDate, null),
        RecordDate = DateOnly.Parse(recordDate, null),
        EffectiveDate = DateOnly.Parse(effectiveDate, null),
        NewPerOld = newPerOld,
    });

    private static MarketFacts WithNotices(MarketFacts facts, Func<IReadOnlyList<DividendNotice>, IReadOnlyList<DividendNotice>> change) =>
        new(facts.Prices, facts.Dividends! with { Notices = change(facts.Dividends!.Notices) }, facts.CurveHistory);

    private static GrantPaper Of(GrantValue value)
    {
        var evidence = JsonSerializer.SerializeToUtf8Bytes(ValueEvidence.Of(value), ValueJson.Readable.ValueEvidence);
        var record = ValueSeal.Of(ValueRecording.Of(value, "e0f1") with { RunDate = value.Task.MeasurementDate, RunVersion = 1 });
        return new()
        {
            Grant = value.Grant with { BatchHash = "b", Line = 2 },
            Value = record,
            Evidence = JsonSerializer.Deserialize(evidence, ValueJson.Readable.ValueEvidence)!,
            Policy = value.Policy,
            Versions = [record],
            File = new()
            {
                Id = "b",
                Attempt = 1,
                Sha256 = new string('a', 64),
                Kind = Files.Schemas.FileKind.Grants,
                Name = "grants.csv",
                Door = "folder",
                Who = "Suzuki",
                ReceivedAt = Now,
                State = FileState.Done,
            },
            MadeAt = Now,
        };
    }
}
