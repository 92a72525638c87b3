using System.Collections.Concurrent;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Checks;

/// <summary>
/// Compares what is stored with the kept body that it came from. What was compared once is not read again by the same
/// process as long as the same is stored.
/// </summary>
/// <param name="archive">The bodies.</param>
public sealed class BodyCheck(RawArchive archive)
{
    private const int MostRemembered = 200_000;

    private readonly ConcurrentDictionary<(string Subject, string Sha256), string> compared = new();

    // Many may ask for the same at once, as for the curve of a night. A difference is looked at again: the body may be restored.
    private readonly SharedReadings<(string Subject, string Sha256, string Print), Failure?> underWay = new(_ => false);

    /// <summary>Compares.</summary>
    /// <param name="subject">What is stored: a share's prices, its dividends, a curve.</param>
    /// <param name="source">The body that it names.</param>
    /// <param name="print">The hash of what is stored.</param>
    /// <param name="compare">Reads the body and gives the first difference; null where there is none.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The failure; null where all is alike.</returns>
    public async Task<Failure?> CompareAsync(
        string subject,
        DataSource source,
        string print,
        Func<BinaryData, CancellationToken, Task<Failure?>> compare,
        CancellationToken cancellationToken)
    {
        if (compared.TryGetValue((subject, source.Sha256), out var before) && before == print) return null;

        return await underWay.GetAsync(
            (subject, source.Sha256, print),
            () => ReadAndCompareAsync(subject, source, print, compare, CancellationToken.None),
            cancellationToken);
    }

    private async Task<Failure?> ReadAndCompareAsync(
        string subject,
        DataSource source,
        string print,
        Func<BinaryData, CancellationToken, Task<Failure?>> compare,
        CancellationToken cancellationToken)
    {
        try
        {
            var body = await archive.ReadAsync(source.Sha256, cancellationToken);
            var difference = body is null ? NotKept(subject, source) : await compare(body, cancellationToken);
            if (difference is null) Remember((subject, source.Sha256), print);
            return difference;
        }
        catch (DamagedContentException damaged)
        {
            return new Failure(ReasonCode.DamagedData, subject, damaged.Place, "the body that it came from does not match its hash");
        }
        catch (Exception error) when (error is not OperationCanceledException && !StorageFailure.IsOne(error))
        {
            // A reader that cannot take one body is no reason to value nobody.
            return ProgramError.Of(subject, error);
        }
    }

    private static Failure NotKept(string subject, DataSource source) => new(
        ReasonCode.DamagedData, subject, $"raw-market-data/{source.Sha256}", "the body that it came from is not there");

    private void Remember((string Subject, string Sha256) key, string print)
    {
        if (compared.Count >= MostRemembered) compared.Clear();
        compared[key] = print;
    }
}
