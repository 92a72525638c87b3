using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Controls.Changes;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;
using Pricing.Proof.Findings;

namespace Pricing.Proof.Runs;

/// <summary>Compares the log of settings: each change follows the one before it, and what a run names is there.</summary>
/// <param name="storage">The storage.</param>
/// <param name="settings">The log.</param>
/// <param name="log">Where the findings go.</param>
internal sealed class SettingsProof(PipelineStorage storage, SettingsLog settings, ProofLog log)
{
    private const string Place = $"logs/{SettingsLog.Folder}";

    private HashSet<string>? known;

    /// <summary>Compares the chain.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await log.LookAsync(Place, async () =>
        {
            // Listed first: a host that starts meanwhile adds one.
            var names = await storage.Logs.GetBlobsAsync(BlobTraits.None, BlobStates.None, SettingsLog.Folder, cancellationToken)
                .Select(blob => blob.Name)
                .ToListAsync(cancellationToken);
            var chain = await settings.ListAsync(cancellationToken);
            log.Count(ProofSubject.Settings, chain.Count);
            var numbered = chain.Select(change => SettingsLog.NameOf(change.Number)).ToHashSet(StringComparer.Ordinal);
            foreach (var name in names.Where(name => !numbered.Contains(name)))
                log.Differs($"{storage.Logs.Name}/{name}", "", "", "", "the change before it is gone, or it is none");
        });
    }

    /// <summary>Looks up the settings that a run names.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task CheckRunAsync(RunRecord run, CancellationToken cancellationToken)
    {
        if (run.AllSettings.Count == 0 || await KnownAsync(cancellationToken) is not { } logged) return;

        foreach (var hash in run.AllSettings.Where(hash => !logged.Contains(hash)))
            log.Differs(RunProof.PlaceOf(run), "settings", hash, "", "the log of settings has none of this hash");
    }

    /// <summary>The hashes in the log; null where it cannot be read, which is named once.</summary>
    private async Task<HashSet<string>?> KnownAsync(CancellationToken cancellationToken)
    {
        if (known is null)
        {
            await log.LookAsync(Place, async () =>
                known = [.. (await settings.ListAsync(cancellationToken)).Select(change => change.Settings)]);
        }

        return known;
    }
}
