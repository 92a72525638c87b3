using Microsoft.Extensions.Configuration;

namespace Pricing.Pipeline.Publications.Desk;

/// <summary>Knows of which sources it is confirmed that what they say may be published.</summary>
public interface ISourceRights
{
    /// <summary>Why what a source said must not be published.</summary>
    /// <param name="feed">The feed's short name: <c>j-quants</c>, <c>mof</c>, <c>file</c>.</param>
    /// <returns>The reason, as the rest of a sentence; null where publishing is confirmed.</returns>
    string? Refusal(string feed);
}

/// <summary>What the settings say: <c>Sources:{feed}:PublishingConfirmed</c>.</summary>
/// <param name="settings">The settings.</param>
public sealed class StatedSourceRights(IConfiguration settings) : ISourceRights
{
    /// <inheritdoc/>
    public string? Refusal(string feed) => settings.GetValue<bool>($"Sources:{feed}:PublishingConfirmed")
        ? null
        : "it is not confirmed that what this source says may be published";
}
