using Pricing.Volatility;

namespace Pricing.Policies;

/// <summary>Turns the words of one configured policy into its settings, collecting every failure.</summary>
internal sealed class PolicyReader(PolicySettings settings)
{
    private readonly List<Failure> failures = [];

    public Outcome<ValuationPolicy> Read()
    {
        if (Base() is { } start)
        {
            var policy = Apply(start);
            failures.AddRange(PolicyCheck.Failures(policy));
            if (failures.Count == 0)
                return policy;
        }

        return failures;
    }

    private ValuationPolicy? Base()
    {
        var found = ShippedPolicies.All.FirstOrDefault(policy => policy.Name == settings.BasedOn);
        if (found is null)
        {
            failures.Add(new(
                ReasonCode.UnknownPolicy,
                Field(nameof(PolicySettings.BasedOn)),
                settings.BasedOn ?? "",
                $"shipped policies are {string.Join(", ", ShippedPolicies.All.Select(policy => policy.Name))}"));
        }

        return found;
    }

    private ValuationPolicy Apply(ValuationPolicy start) => new()
    {
        Name = settings.Name ?? "",
        Version = settings.Version,
        Rate = Choice(nameof(PolicySettings.RateConvention), settings.RateConvention, start.Rate),
        DividendYield = Choice(nameof(PolicySettings.YieldConvention), settings.YieldConvention, start.DividendYield),
        ValuePerShare = Rounding(
            nameof(PolicySettings.ValuePerShareRounding),
            settings.ValuePerShareRounding,
            settings.ValuePerShareUnit,
            start.ValuePerShare),
        AmountPerRight = Rounding(
            nameof(PolicySettings.AmountPerRightRounding),
            settings.AmountPerRightRounding,
            settings.AmountPerRightUnit,
            start.AmountPerRight),
        Volatility = Volatility(start.Volatility),
        NoClose = Choice(nameof(PolicySettings.NoClose), settings.NoClose, start.NoClose),
        Dividend = new(
            settings.CountCommemorative ?? start.Dividend.CountCommemorative,
            Choice(nameof(PolicySettings.DividendYear), settings.DividendYear, start.Dividend.Year)),
        Curve = new(
            Choice(nameof(PolicySettings.Tenor), settings.Tenor, start.Curve.Tenor),
            settings.MaximumCurveAgeDays ?? start.Curve.MaximumAgeDays),
        Term = new(
            Choice(nameof(PolicySettings.YearCount), settings.YearCount, start.Term.YearCount),
            Choice(nameof(PolicySettings.RemeasuredTerm), settings.RemeasuredTerm, start.Term.Remeasured)),
    };

    private VolatilityMethod Volatility(VolatilityMethod start) => new()
    {
        ReturnFrequency = Choice(
            nameof(PolicySettings.ReturnFrequency), settings.ReturnFrequency, start.ReturnFrequency),
        ReturnType = Choice(nameof(PolicySettings.ReturnType), settings.ReturnType, start.ReturnType),
        Estimator = Choice(nameof(PolicySettings.Estimator), settings.Estimator, start.Estimator),
        PeriodsPerYear = settings.PeriodsPerYear ?? SamePeriods(start),
        LastPeriod = Choice(nameof(PolicySettings.LastPeriod), settings.LastPeriod, start.LastPeriod),
        MinimumReturns = settings.MinimumReturns ?? start.MinimumReturns,
        MinimumWindowYears = settings.MinimumWindowYears ?? start.MinimumWindowYears,
    };

    // The factor of another frequency would give a sigma that is wrong without a sign of it.
    private double SamePeriods(VolatilityMethod start)
    {
        if (settings.ReturnFrequency is { } frequency && frequency != SettingWords.Of(start.ReturnFrequency))
            failures.Add(Invalid.Field(
                Field(nameof(PolicySettings.PeriodsPerYear)), "", $"must be set for {frequency} returns"));

        return start.PeriodsPerYear;
    }

    private RoundingRule Rounding(string field, string? word, decimal? unit, RoundingRule start) =>
        new(Choice(field, word, start.Mode), unit ?? start.Unit);

    private T Choice<T>(string field, string? word, T start)
        where T : struct, Enum
    {
        if (word is null)
            return start;
        var outcome = SettingWords.Parse<T>(Field(field), word);
        failures.AddRange(outcome.Failures);
        return outcome.IsSuccess ? outcome.Value : start;
    }

    private string Field(string setting) => $"{settings.Name}.{setting}";
}
