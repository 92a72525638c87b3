using Pricing;
using Pricing.Grants.Life;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Settlements;

namespace PricingFunctions.Local.Rights;

/// <summary>A grant of a file, with what other files say of its share, its holders and its events.</summary>
internal sealed record LifeCase
{
    /// <summary>The grant's terms.</summary>
    public required GrantTerms Terms { get; init; }

    /// <summary>What is known beside them.</summary>
    public required LifeFacts Facts { get; init; }

    /// <summary>The events that stand in the file of events, by its lines.</summary>
    public required IReadOnlyList<GrantEvent> Events { get; init; }

    /// <summary>The events as the rules judge them.</summary>
    public IReadOnlyList<LifeEvent> LifeEvents => [.. Events.Select(item => item.ToLifeEvent())];

    /// <summary>The terms as the rules take them.</summary>
    public LifeTerms LifeTerms => StatedLife.Of(Terms);

    /// <summary>Judges an event beside those of the file, as it is judged before it is stored.</summary>
    /// <param name="item">The event.</param>
    public Outcome<EventSettlement> Judge(LifeEvent item) => LifeJudgement.Of(LifeTerms, Facts, LifeEvents, item);
}
