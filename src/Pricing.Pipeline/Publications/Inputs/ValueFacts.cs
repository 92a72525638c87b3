using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Publications.Inputs;

/// <summary>A value with what it was made of and what came before it, as far as a person may have given it.</summary>
public sealed record ValueFacts
{
    /// <summary>The value.</summary>
    public required ValueRecord Value { get; init; }

    /// <summary>The versions of the value up to this one, ascending, each with the run that made it; null where the run is not stored.</summary>
    public required IReadOnlyList<(ValueRecord Value, RunRecord? Run)> Versions { get; init; }

    /// <summary>The versions of the terms up to those of the value, ascending.</summary>
    public required IReadOnlyList<StoredGrant> Terms { get; init; }

    /// <summary>The events dated up to the measurement date, and those that take one of them back.</summary>
    public required IReadOnlyList<StoredEvent> Events { get; init; }

    /// <summary>What the value was made of.</summary>
    public required ValueEvidence Evidence { get; init; }

    /// <summary>The doubt about the value's basis that somebody decided; null where there is none.</summary>
    public BasisDoubt? DecidedDoubt { get; init; }

    /// <summary>What is stored of the share.</summary>
    public required MarketFacts Market { get; init; }

    /// <summary>The dates whose closes it was made of: those of the volatility, up to S.</summary>
    internal DateWindow Window() => new(Evidence.Volatility?.Window.From ?? Evidence.SharePrice.Date, Last());

    // The base price of the next trading day is of a later day than the value.
    private DateOnly Last() => Evidence.SharePrice.Date > Value.MeasurementDate ? Evidence.SharePrice.Date : Value.MeasurementDate;
}
