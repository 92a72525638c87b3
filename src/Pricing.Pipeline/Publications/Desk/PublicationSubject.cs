using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Publications.Inputs;
using Pricing.Pipeline.Publications.Records;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Publications.Desk;

/// <summary>A value that is to be published, with all that speaks for and against it, read once.</summary>
public sealed record PublicationSubject
{
    /// <summary>The value and what it was made of.</summary>
    public required ValueFacts Facts { get; init; }

    /// <summary>The newest version of the value for its date.</summary>
    public required ValueRecord Newest { get; init; }

    /// <summary>The grant as it stands.</summary>
    public required StoredGrant Grant { get; init; }

    /// <summary>The rights outstanding on the measurement date by the events as they stand, which may have come in after the value was made.</summary>
    public required int RightsOutstanding { get; init; }

    /// <summary>In what the value is not that of what is stored now; none of one that is not the newest, or not final.</summary>
    public required IReadOnlyList<Failure> Outdated { get; init; }

    /// <summary>What persons gave to the value.</summary>
    public required IReadOnlyList<GivenInput> Inputs { get; init; }

    /// <summary>What the checks of prices say of its closes as they are stored.</summary>
    public required IReadOnlyList<Failure> Suspects { get; init; }

    /// <summary>The sources whose figures must not be published, each with the reason.</summary>
    public required IReadOnlyList<(string Feed, string Reason)> NotConfirmed { get; init; }

    /// <summary>The value.</summary>
    public ValueRecord Value => Facts.Value;

    /// <summary>Whether a publication of the same grant and date says the same: the figures, and what they were made of.</summary>
    /// <param name="published">The publication.</param>
    public bool SaysTheSameAs(Publication published)
    {
        ArgumentNullException.ThrowIfNull(published);
        return published.Content.Figures == PublishedFigures.Of(Value)
            && (published.Content.ValueHash == Value.Hash
                || Facts.Versions.Any(made => made.Value.Hash == published.Content.ValueHash && ValueRevisions.SaysTheSame(made.Value, Value)));
    }

    /// <summary>Who asked for the run that made the value; null where the run is not stored.</summary>
    public Person? Asker => Facts.Versions[^1].Run is { } run ? Person.Recorded(run.AskedBy, run.AskedByIdentity) : null;
}
