using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.Publications.Desk;

/// <summary>Knows of which sources it is confirmed that what they say may be published.</summary>
public interface ISourceRights
{
    /// <summary>Why what a source said must not be published.</summary>
    /// <param name="feed">The feed's short name: <c>j-quants</c>, <c>mof</c>, <c>file</c>.</param>
    /// <returns>The reason, as the rest of a sentence; null where publishing is confirmed.</returns>
    string? Refusal(string feed);
}

/// <summary>What the terms of the source say themselves, or somebody confirmed in the settings.</summary>
/// <param name="licences">The terms of the sources.</param>
public sealed class StatedSourceRights(SourceLicences licences) : ISourceRights
{
    /// <inheritdoc/>
    public string? Refusal(string feed) => licences.For(feed).MayPublish
        ? null
        : "it is not confirmed that what this source says may be published";
}
