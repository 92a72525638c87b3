using Pricing;
using Pricing.Grants.Life;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;

namespace PricingFunctions.Local.Rights;

/// <summary>A grant of a file, with what other files say of its share, its holders and its events.</summary>
internal sealed record LifeCase
{
    /// <summary>The grant's terms as they stand.</summary>
    public required GrantTerms Terms { get; init; }

    /// <summary>Their version, from 1: each row that amends makes a new one.</summary>
    public required int Version { get; init; }

    /// <summary>The terms of each day as the rules take them.</summary>
    public required DatedTerms LifeTerms { get; init; }

    /// <summary>What is known beside them.</summary>
    public required LifeFacts Facts { get; init; }

    /// <summary>The events that stand in the file of events, by its lines.</summary>
    public required IReadOnlyList<GrantEvent> Events { get; init; }

    /// <summary>The events as the rules judge them.</summary>
    public IReadOnlyList<LifeEvent> LifeEvents => [.. Events.Select(item => item.ToLifeEvent())];

    /// <summary>Judges an event beside those of the file, as it is judged before it is stored.</summary>
    /// <param name="item">The event.</param>
    public Outcome<EventSettlement> Judge(LifeEvent item) => RefusedDecisions(item.Date) is { Count: > 0 } refused
        ? refused.ToList()
        : LifeJudgement.Of(LifeTerms, Facts, LifeEvents, item);

    /// <summary>Why decisions of the file are refused, as they are before they are stored; none where they stand.</summary>
    /// <param name="by">The day that is asked about: what is decided later is not needed.</param>
    public IReadOnlyList<Failure> RefusedDecisions(DateOnly by) =>
    [
        .. RightsLife.Of(LifeTerms, Facts, LifeEvents).Entries
            .Where(entry => entry.Event.Kind == LifeEventKind.Adjusted && entry.Event.Date <= by)
            .SelectMany(entry => entry.Settlement.Failures),
    ];
}
