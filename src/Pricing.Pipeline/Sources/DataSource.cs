using System.Text.Json.Serialization;

namespace Pricing.Pipeline.Sources;

/// <summary>Where a stored figure came from: the body that held it, and how that body was asked for.</summary>
/// <param name="Sha256">The SHA-256 of the body as received, which is its name in the raw archive.</param>
/// <param name="Feed">The feed's short name: <c>j-quants</c>, <c>mof</c>, <c>file</c>.</param>
/// <param name="Request">The address that was read, without secrets and without spaces.</param>
/// <param name="FetchedAt">When the body arrived, in UTC, to the second.</param>
/// <param name="IsSynthetic">Whether the feed says that its figures are made up.</param>
public sealed record DataSource(
    string Sha256, string Feed, string Request, DateTimeOffset FetchedAt, bool IsSynthetic = false)
{
    /// <summary>The name of what is no feed: a file that somebody sent.</summary>
    public const string FileFeed = "file";

    /// <summary>Whether the body is a file that somebody sent.</summary>
    [JsonIgnore]
    public bool IsFile => Feed == FileFeed;
}
