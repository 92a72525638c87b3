using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.Actions;

/// <summary>Reads kept bodies of corporate actions once more, to see whether what is stored is still what they state.</summary>
public interface IActionBodies
{
    /// <summary>The feed whose bodies these are.</summary>
    string Feed { get; }

    /// <summary>Reads a body of corporate actions.</summary>
    /// <param name="body">The bytes as they came.</param>
    /// <param name="code">The share that is asked for, five characters.</param>
    /// <param name="source">The body.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>
    /// The actions that the body states, those of other shares included; null where the rules of today refuse it.
    /// </returns>
    Task<IReadOnlyList<CodedAction>?> ReadActionsAsync(
        ReadOnlyMemory<byte> body, string code, DataSource source, CancellationToken cancellationToken);
}
