using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.Controls.Access;
using Pricing.Proof.Packages;
using PricingFunctions.Local.Options;

namespace PricingFunctions.Local.Proving;

/// <summary><c>export ISSUER --out FOLDER</c>: the evidence package of an issuer, to be proven on another machine.</summary>
internal static class ExportCommand
{
    /// <summary>The command, its argument and options.</summary>
    public static Command Create()
    {
        var issuer = new Argument<string>("issuer") { HelpName = "ISSUER", Description = "The issuer." };
        var folder = EmptyFolder.Option("--out", "The folder of the package: one that is empty, or not there.");
        var search = new StorageSearch(AccessKind.Export);
        var command = new Command(
            "export",
            "Writes the evidence package of an issuer: values, evidence, bodies, the files that came in, workbooks, reports, and a manifest with the hash of each file. "
            + "'verify --package' proves it without the storage. Exit code 0 if it was written, 3 if the issuer has no grants or something of it was stored each time that it was copied, 2 if the options cannot be read, 1 if the storage or a file failed.")
        {
            issuer, folder,
        };
        search.AddTo(command);
        command.SetAction((parsed, cancellationToken) => search.ReadAsync(
            parsed,
            services => WriteAsync(services, parsed.GetRequiredValue(issuer), parsed.GetRequiredValue(folder), cancellationToken),
            cancellationToken));
        return command;
    }

    private static Task<int> WriteAsync(IServiceProvider services, string issuer, string folder, CancellationToken cancellationToken) => OutputFile.SayAsync("The package", async () =>
    {
        var written = await services.GetRequiredService<PackageFactory>().WriteAsync(issuer, folder, isNotForPublication: true, cancellationToken);
        if (!written.TryGet(out var package))
        {
            foreach (var failure in written.Failures) await Console.Error.WriteLineAsync(failure.ToString());
            return ExitCode.NotComputed;
        }

        var manifest = package.Manifest;
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{folder}: {manifest.Files.Count:#,0} files of {issuer}, made by {manifest.Release}"));
        return ExitCode.Success;
    });
}
