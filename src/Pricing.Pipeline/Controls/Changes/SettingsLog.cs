using System.Globalization;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Controls.Chains;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Controls.Changes;

/// <summary>
/// The log of changes of settings: a chain of blobs <c>settings/{number}.json</c>, written once and never changed. What a run
/// names by its hash is found there.
/// </summary>
/// <param name="storage">The container.</param>
public sealed class SettingsLog(PipelineStorage storage)
{
    /// <summary>The folder of the blobs.</summary>
    public const string Folder = "settings/";

    private IReadOnlyList<SettingsChange> read = [];

    /// <summary>The name of the blob of a change.</summary>
    /// <param name="number">Its number.</param>
    public static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{Folder}{number:D6}.json");

    /// <summary>The changes, the first one first. What was read once is not read again, since it never changes.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="DamagedContentException">One is not as it was written, or does not follow the one before it.</exception>
    public async Task<IReadOnlyList<SettingsChange>> ListAsync(CancellationToken cancellationToken)
    {
        List<SettingsChange> all = [.. read];
        while (await FindAfterAsync(all.LastOrDefault(), cancellationToken) is { } next) all.Add(next);
        return read = all;
    }

    /// <summary>Adds a change where settings differ from the last ones that were logged.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="at">When they were found.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The change; null where nothing changed.</returns>
    /// <exception cref="DamagedContentException">The last one is not as it was written.</exception>
    public async Task<SettingsChange?> AppendAsync(SettingsSnapshot settings, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        while (true)
        {
            // Another host may write in between; then its settings are the last ones.
            var last = await FindLastAsync(cancellationToken);
            if (last?.Settings == settings.Hash) return null;

            var change = SettingsChange.Of(settings, at, last);
            if (await ChainedBlob.TryWriteAsync(Blob(change.Number), change, ChangesJson.Readable.SettingsChange, cancellationToken)) return change;
        }
    }

    private async Task<SettingsChange?> FindLastAsync(CancellationToken cancellationToken)
    {
        var name = await storage.Logs.GetBlobsAsync(BlobTraits.None, BlobStates.None, Folder, cancellationToken)
            .Select(blob => blob.Name)
            .MaxAsync(StringComparer.Ordinal, cancellationToken);
        return name is null ? null : await FindAsync(storage.Logs.GetBlobClient(name), change => change.IsWhole && NameOf(change.Number) == name, cancellationToken);
    }

    private Task<SettingsChange?> FindAfterAsync(SettingsChange? previous, CancellationToken cancellationToken) =>
        FindAsync(Blob((previous?.Number ?? 0) + 1), change => change.Follows(previous), cancellationToken);

    private static Task<SettingsChange?> FindAsync(BlobClient blob, Func<SettingsChange, bool> follows, CancellationToken cancellationToken) =>
        ChainedBlob.FindAsync(blob, ChangesJson.Readable.SettingsChange, follows, cancellationToken);

    private BlobClient Blob(int number) => storage.Logs.GetBlobClient(NameOf(number));
}
