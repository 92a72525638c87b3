using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Values;

/// <summary>The values that a run stored, as whoever takes them away reads them: in the order of its plan, each checked.</summary>
public interface IRunValues
{
    /// <summary>The values.</summary>
    /// <param name="run">The run, completed.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="DamagedContentException">A value does not match its hash, or values are missing.</exception>
    IAsyncEnumerable<ValueRecord> ReadAsync(RunRecord run, CancellationToken cancellationToken);

    /// <summary>Copies the values to a stream, one JSON object a line.</summary>
    /// <param name="run">The run, completed.</param>
    /// <param name="target">Where to.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="DamagedContentException">A value does not match its hash, or values are missing.</exception>
    Task CopyToAsync(RunRecord run, Stream target, CancellationToken cancellationToken);

    /// <summary>How many chunks of a run are valued so far.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    Task<int> CountChunksAsync(NightRun run, CancellationToken cancellationToken);
}
