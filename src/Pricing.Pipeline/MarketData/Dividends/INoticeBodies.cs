using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.Dividends;

/// <summary>Reads the kept bodies of a feed once more, to see whether what is stored is still what they state.</summary>
public interface INoticeBodies
{
    /// <summary>The feed whose bodies these are.</summary>
    string Feed { get; }

    /// <summary>Reads a body of dividend notices.</summary>
    /// <param name="body">The bytes as they came.</param>
    /// <param name="code">The share that is asked for, five characters.</param>
    /// <param name="source">The body.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>
    /// What the body states, that of other shares included; null where it was taken by the rules of its day and those of
    /// today refuse it.
    /// </returns>
    Task<NoticeReply?> ReadNoticesAsync(
        ReadOnlyMemory<byte> body, string code, DataSource source, CancellationToken cancellationToken);
}
