using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pricing;
using Pricing.Proof.Backups;
using Pricing.Proof.Folders;
using PricingFunctions.Local.Azurite;
using PricingFunctions.Local.Options;

namespace PricingFunctions.Local.Proving;

/// <summary><c>restore FOLDER</c>: a backup back into an empty account, before any host starts on it.</summary>
internal static class RestoreCommand
{
    private const int MostShown = 20;

    /// <summary>The command, its argument and options.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { HelpName = "FOLDER", Description = "The folder that 'backup' made." }.AsPlace();
        var search = new StorageSearch();
        var command = new Command(
            "restore",
            "Restores a backup into an empty storage; all of the folder is compared with its hashes before anything is written. "
            + "Exit code 0 if all was restored, 3 if nothing was, since the storage is not empty or the folder is not as it was written, 2 if the options cannot be read or the folder is no backup, "
            + "1 if the storage failed; then it says how far it came.")
        {
            folder,
        };
        search.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = Path.GetFullPath(parsed.GetRequiredValue(folder));
            var read = await FolderManifest.ReadAsync(path, FolderForm.Backup, cancellationToken);
            if (read.TryGet(out var manifest))
                return await search.FillAsync(parsed, services => LoadAsync(services, path, manifest, cancellationToken), cancellationToken);

            foreach (var failure in read.Failures) await Console.Error.WriteLineAsync(failure.ToString());
            return ExitCode.Unreadable;
        });
        return command;
    }

    private static async Task<int> LoadAsync(
        IServiceProvider services, string folder, FolderManifest manifest, CancellationToken cancellationToken)
    {
        var reader = services.GetRequiredService<BackupReader>();
        if (await reader.FindStoredAsync(cancellationToken) is { } stored)
        {
            await Console.Error.WriteLineAsync(
                $"Nothing is restored: the storage is not empty; it holds {stored}. Restore into a new data folder or account, before a host starts on it.");
            return ExitCode.NotComputed;
        }

        var differences = 0;
        try
        {
            await foreach (var (path, reason) in reader.DifferencesAsync(folder, manifest, cancellationToken))
            {
                if (++differences <= MostShown) await Console.Error.WriteLineAsync($"{path}: {reason}");
            }
        }
        catch (InvalidDataException unreadable)
        {
            await Console.Error.WriteLineAsync(unreadable.Message);
            differences++;
        }

        if (differences > 0)
        {
            await Console.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"Nothing is restored: {differences:#,0} of the backup's files {(differences == 1 ? "is" : "are")} not as written."));
            return ExitCode.NotComputed;
        }

        try
        {
            var counts = await reader.LoadAsync(folder, cancellationToken);
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"Restored the backup of {manifest.Subject} of {DateText.OfInstant(manifest.MadeAt)}, made by {manifest.Release}: {counts.Rows:#,0} rows and {counts.Blobs:#,0} blobs. 'verify --all' proves it."));
            return ExitCode.Success;
        }
        catch (Exception failure) when (failure is OperationCanceledException || StorageTrouble.Is(failure))
        {
            throw new SetupException(
                $"The restore stopped at {reader.At}: {(failure is OperationCanceledException ? "it was told to stop" : StorageTrouble.Reason(failure))}. "
                + "What is there is a part of the backup, and no night is planned on it. Empty the storage, and restore again.");
        }
    }
}
