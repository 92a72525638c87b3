using Pricing.Calendars;
using Pricing.Grants.Exercise;
using Pricing.Grants.Terms;
using Pricing.Pipeline.Nights.Chunks;
using Pricing.Pipeline.Register.Grants;
using Pricing.Policies;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Chunks;

public sealed class TermsJudgeTests
{
    private const int Rounds = 20_000;

    private static readonly DateOnly First = TokyoCalendar.Coverage.From;
    private static readonly DateOnly Last = TokyoCalendar.Coverage.To.AddYears(-1);
    private static readonly GrantTermsReader Reader = new(new PolicyCatalog());
    private static readonly TermsJudge Judge = new(Reader, new PolicyCatalog());

    private static readonly string[] Names =
        ["a", "株式会社IIJ", "A B", " a", "a ", "\u3000a", "a/b", "#", ".", "..", "", "a|b", new('x', 40), new('!', 41), new('x', 201), "a\u200b", "\tb", "e\u0301"];

    private static readonly DateOnly[] Dates = [First.AddDays(-1), First, new(2013, 7, 11), new(2013, 7, 12), new(2043, 7, 11), Last, Last.AddDays(1)];

    private static readonly decimal[] Numbers =
    [
        -1m, -0.0000000001m, 0m, 0.0000000001m, 0.000000001m, 1m, 1.0m, 200m, 999.999999999m, 1000m, 1000.1m, 1_000_000_000_000m, 1_000_000_000_000.1m,
        decimal.MaxValue,
    ];

    private static GrantTerms Plain { get; } = new()
    {
        Issuer = "issuer",
        GrantId = "series 1",
        SecurityCode = "37740",
        Currency = Currency.Yen,
        AllotmentDate = new(2013, 7, 11),
        GrantDate = new(2013, 7, 11),
        ExerciseStart = new(2013, 7, 12),
        ExerciseEnd = new(2043, 7, 11),
        ExercisePrice = 1m,
        SharesPerRight = 200m,
        MaximumRights = 135,
        AllottedRights = 130,
        Policy = "iij-practice",
        ExpectedRemainingYears = 10.5m,
        DividendPerShare = 18.75m,
        RiskFreeRate = 0.00534m,
        RateSource = "国債",
        Title = "第3回",
        AllottedConfirmedOn = new(2013, 7, 11),
        WindowFrom = new(2005, 12, 2),
        WindowTo = new(2013, 7, 11),
        ExercisePriceAdjustment = ExercisePriceAdjustment.Ratio,
        ExerciseInOffice = false,
        DaysAfterOffice = 10,
    };

    /// <summary>What is told by values is what the reader says of the texts, whatever the terms are.</summary>
    [Fact]
    public void Judge_AnyTerms_SaysWhatTheReaderSays()
    {
        var random = new SyntheticRandom(14);
        var sound = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var terms = Plain;
            for (var changes = random.Next() % 3; changes < 3; changes++) terms = Changed(terms, random);
            var said = Reader.Judge(terms);
            Assert.Equal(said, Judge.Judge(terms));
            if (said.Count == 0) sound++;
        }

        Assert.InRange(sound, Rounds / 20, Rounds);
    }

    [Fact]
    public void Judge_TermsAgainstTheRules_SaysWhatTheReaderSays()
    {
        var terms = Plain with { Policy = "gone", AllottedRights = 136, ExerciseEnd = new(2013, 7, 11) };
        var failures = Judge.Judge(terms);
        Assert.Equal(Reader.Judge(terms), failures);
        Assert.Equal(["policy", "exercise_end", "allotted_rights"], failures.Select(failure => failure.Field));
    }

    private static GrantTerms Changed(GrantTerms terms, SyntheticRandom random) => (random.Next() % 24) switch
    {
        0 => terms with { Issuer = One(Names, random) },
        1 => terms with { GrantId = One(Names, random) },
        2 => terms with { SecurityCode = One(["13010", "3774", "37740", "186A0", "1200", "", "abcde", "37B40", "3774.T"], random) },
        3 => terms with { Currency = Currency.Parse("USD").Value },
        4 => terms with { AllotmentDate = One(Dates, random) },
        5 => terms with { GrantDate = One(Dates, random) },
        6 => terms with { ExerciseStart = One(Dates, random) },
        7 => terms with { ExerciseEnd = One(Dates, random) },
        8 => terms with { ExercisePrice = One(Numbers, random) },
        9 => terms with { SharesPerRight = One(Numbers, random) },
        10 => terms with { MaximumRights = (int)(random.Next() % 5) * 60 },
        11 => terms with { AllottedRights = (int)(random.Next() % 5) - 1 },
        12 => terms with { Policy = One(["iij-practice", "gone", "", " iij-practice", "IIJ-practice"], random) },
        13 => terms with { ExpectedRemainingYears = One(Numbers, random) },
        14 => terms with { ExpectedRemainingYears = null },
        15 => terms with { WindowFrom = One(Dates, random) },
        16 => terms with { WindowTo = One(Dates, random) },
        17 => terms with { DividendPerShare = One(Numbers, random) },
        18 => terms with { RiskFreeRate = One(Numbers, random), RateSource = One([null, "", " ", "x", "国債"], random) },
        19 => terms with { RiskFreeRate = -One(Numbers, random) },
        20 => terms with { AllottedConfirmedOn = One(Dates, random) },
        21 => terms with { DaysAfterOffice = (int)(random.Next() % 3), HeirMonths = (int)(random.Next() % 3) },
        22 => terms with { AccountingStandard = AccountingStandard.Ifrs2, LastDayRule = LastDayRule.AsIs },
        _ => terms with { Succeeds = "a", Offices = ["a"], Exclude = [new(First, Last)] },
    };

    private static T One<T>(T[] of, SyntheticRandom random) => of[(int)(random.Next() % (uint)of.Length)];
}
