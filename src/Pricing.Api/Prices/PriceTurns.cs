using Pricing.Pipeline.Telemetry;

namespace Pricing.Api.Prices;

/// <summary>
/// Turns at calculating prices. While the process is at a night, takes files in, or is not ready yet, only so many are calculated at once that
/// processors are left for that; else every request that is let in calculates. A turn lasts while something is calculated, and neither while its
/// answers are sent nor while anything is read of the storage, so that nobody keeps one by waiting.
/// </summary>
/// <param name="work">Whether there is something to be left room for; null where there always is.</param>
internal sealed class PriceTurns(WorkUnderWay? work) : IDisposable
{
    private const int ProcessorsOfATurn = 4;

    private readonly SemaphoreSlim turns = new(Math.Max(1, Environment.ProcessorCount / ProcessorsOfATurn));

    /// <summary>Waits for a turn.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>Ends the turn.</returns>
    public async ValueTask<Turn> TakeAsync(CancellationToken cancellationToken)
    {
        if (work?.Is == false) return default;

        await turns.WaitAsync(cancellationToken);
        return new(turns);
    }

    /// <summary>Calculates in a turn.</summary>
    /// <typeparam name="T">What is calculated.</typeparam>
    /// <param name="calculate">Calculates it; it takes no turn itself.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async ValueTask<T> InTurnAsync<T>(Func<T> calculate, CancellationToken cancellationToken)
    {
        using (await TakeAsync(cancellationToken)) return calculate();
    }

    /// <inheritdoc/>
    public void Dispose() => turns.Dispose();

    /// <summary>A turn.</summary>
    /// <param name="turns">Where it came from; null where none was needed.</param>
    public readonly struct Turn(SemaphoreSlim? turns) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => turns?.Release();
    }
}
