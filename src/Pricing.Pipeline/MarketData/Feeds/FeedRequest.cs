using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.Feeds;

/// <summary>One request to a feed.</summary>
/// <param name="Feed">The feed's short name.</param>
/// <param name="Address">The address; secrets never stand in it.</param>
public sealed record FeedRequest(string Feed, Uri Address)
{
    /// <summary>Headers to send, the secret ones included; they are never logged, archived or shown.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The validators of an earlier body: if it still stands, the server need not send it again.</summary>
    public Validators? IfChanged { get; init; }

    /// <summary>Media types that the body may have, without parameters.</summary>
    public required IReadOnlyList<string> MediaTypes { get; init; }

    /// <summary>
    /// Says in a few words why a status refuses the request, from the body; null for the general wording.
    /// </summary>
    public Func<int, ReadOnlyMemory<byte>, string?>? Explain { get; init; }

    /// <summary>The address as text, without user information.</summary>
    public string Text => Address.GetComponents(
        UriComponents.SchemeAndServer | UriComponents.PathAndQuery, UriFormat.UriEscaped);
}
