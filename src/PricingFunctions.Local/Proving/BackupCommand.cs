using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.Controls.Access;
using Pricing.Proof.Backups;
using PricingFunctions.Local.Options;

namespace PricingFunctions.Local.Proving;

/// <summary><c>backup FOLDER</c>: everything that is stored, as files, to be restored into an empty account.</summary>
internal static class BackupCommand
{
    /// <summary>The command, its argument and options.</summary>
    public static Command Create()
    {
        var folder = EmptyFolder.Argument("The folder of the backup: one that is empty, or not there.");
        var search = new StorageSearch(AccessKind.Export);
        var command = new Command(
            "backup",
            "Writes all tables and blobs of the storage into a folder, with a manifest of hashes; 'restore' brings them back into an empty account. "
            + "Exit code 0 if it was written, 3 if a run was under way or something was stored meanwhile, 2 if the options cannot be read, 1 if the storage or a file failed.")
        {
            folder,
        };
        search.AddTo(command);
        command.SetAction((parsed, cancellationToken) => search.ReadAsync(
            parsed, services => WriteAsync(services, parsed.GetRequiredValue(folder), cancellationToken), cancellationToken));
        return command;
    }

    private static Task<int> WriteAsync(IServiceProvider services, string folder, CancellationToken cancellationToken) => OutputFile.SayAsync("The backup", async () =>
    {
        var written = await services.GetRequiredService<BackupWriter>().WriteAsync(folder, cancellationToken);
        if (!written.TryGet(out var counts))
        {
            foreach (var failure in written.Failures) await Console.Error.WriteLineAsync(failure.ToString());
            return ExitCode.NotComputed;
        }

        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{folder}: {counts.Rows:#,0} rows and {counts.Blobs:#,0} blobs"));
        return ExitCode.Success;
    });
}
