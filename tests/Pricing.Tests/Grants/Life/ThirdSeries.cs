using Pricing.Actions;
using Pricing.Grants.Exercise;
using Pricing.Grants.Life;
using Pricing.Grants.Terms;

namespace Pricing.Tests.Grants.Life;

/// <summary>The rights of the release, and events of it.</summary>
internal static class ThirdSeries
{
    public static LifeTerms Release { get; } = new()
    {
        AllotmentDate = new(2013, 7, 11),
        AllottedRights = 89,
        SharesPerRight = 200m,
        ExercisePrice = new(1m, 1m, ExercisePriceAdjustment.None),
        Currency = Currency.Yen,
        Conditions = new()
        {
            Period = new(new(2013, 7, 12), new(2043, 7, 11)),
            DaysAfterLosingOffice = 10,
            MonthsForHeir = 6,
            LastDay = LastDayRule.AsIs,
        },
        Offices = ["director", "executive officer"],
        OfficeRule = OfficeRule.Any,
        Acquisition = Enum.GetValues<AcquisitionTrigger>(),
        Reorganisation = Enum.GetValues<ReorganisationKind>(),
    };

    /// <summary>The two holders, 60 and 29 rights, and the published value of a right.</summary>
    public static LifeFacts Facts { get; } = new()
    {
        Holdings = [new("D01", "Directors", 60), new("E01", "Executive officers", 29)],
        GrantDateValue = 647_000m,
    };

    /// <summary>A split of which only the record date is stated.</summary>
    public static CorporateAction Split(DateOnly recordDate, decimal newPerOld = 2m) => new()
    {
        Kind = CorporateActionKind.Split,
        NewPerOld = newPerOld,
        RecordDate = recordDate,
        ExDate = ExDateRule.FromRecordDate(recordDate)!.Value,
    };

    public static LifeEvent Event(string id, string date, LifeEventKind kind, decimal rights = 0m, string? holder = "D01") => new()
    {
        Id = id,
        Date = Dates.Date(date),
        Kind = kind,
        Rights = rights,
        Holder = holder,
        OfficeLost = kind == LifeEventKind.LeftOffice ? "director" : null,
        Heir = kind == LifeEventKind.Inherited ? "H01" : null,
    };

    public static LifeEvent Left(string date, params string[] kept) => Event("left", date, LifeEventKind.LeftOffice) with { OfficesKept = kept };

    public static LifeEvent Exercised(string date, decimal rights = 1m, string? holder = "D01") =>
        Event("exercise", date, LifeEventKind.Exercised, rights, holder);

    /// <summary>What the last of some events comes to, each judged as it joins those before.</summary>
    public static Outcome<EventSettlement> Judge(DatedTerms terms, LifeFacts facts, params LifeEvent[] events)
    {
        for (var count = 0; count < events.Length - 1; count++)
        {
            var earlier = LifeJudgement.Of(terms, facts, events[..count], events[count]);
            Assert.True(earlier.IsSuccess, $"{events[count].Id}: {string.Join("; ", earlier.Failures)}");
        }

        return LifeJudgement.Of(terms, facts, events[..^1], events[^1]);
    }

    /// <summary>The one failure of the last of some events.</summary>
    public static string Refusal(DatedTerms terms, LifeFacts facts, params LifeEvent[] events) =>
        Judge(terms, facts, events).Failures.Single().ToString();

    /// <summary>Holds what the last of some events comes to against its text: rules by section, notes, or refusals.</summary>
    public static void AssertSaid(string expected, DatedTerms terms, LifeFacts facts, params LifeEvent[] events)
    {
        var judged = Judge(terms, facts, events);
        Assert.Equal(
            expected,
            judged.TryGet(out var settled)
                ? string.Join("; ", settled.Rules.Select(rule => $"{rule.Section}: {rule.Text}").Concat(settled.Notes.Select(note => $"note: {note}")))
                : string.Join("; ", judged.Failures.OrderByDescending(failure => failure.Code)));
    }
}
