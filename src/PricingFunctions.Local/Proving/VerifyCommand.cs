using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pricing;
using Pricing.Pipeline.Controls.Access;
using Pricing.Proof;
using Pricing.Proof.Findings;
using PricingFunctions.Local.Hosting;
using PricingFunctions.Local.Options;
using PricingFunctions.Local.Shell;

namespace PricingFunctions.Local.Proving;

/// <summary>
/// <c>verify</c>: computes what is stored again from the bytes that were kept, and compares every figure, hash and link. It
/// reads the storage itself, also where a host runs on it.
/// </summary>
internal static class VerifyCommand
{
    /// <summary>The command and its options.</summary>
    public static Command Create()
    {
        var run = new Option<string?>("--run") { Description = "One run, such as 2013-07-11/1, with all that its values rest on.", HelpName = "date/version" };
        var grant = new Option<string?>("--grant") { Description = "One grant with all its values.", HelpName = "issuer/id" };
        var all = new Option<bool>("--all") { Description = "Everything that is stored." };
        var package = new Option<string?>("--package") { Description = "An evidence package that 'export' made; the storage that it came from is not needed.", HelpName = "folder" };
        var json = new Option<bool>("--json") { Description = "Print the findings as JSON." };
        var search = new StorageSearch(AccessKind.Values);
        var command = new Command(
            "verify",
            "Proves what is stored: computes every figure again from the bytes that were kept, and compares it, and every hash and link. "
            + "Exit code 0 if all is alike, 3 if anything differs, else 1 if something could not be checked or the storage failed, 2 if the options cannot be read, or there is no such run, grant or package.")
        {
            run, grant, all, package, json,
        };
        package.AsPlace();
        search.AddTo(command);
        command.Validators.Add(result =>
        {
            var stated = new[] { result.GetValue(run) is not null, result.GetValue(grant) is not null, result.GetValue(all), result.GetValue(package) is not null }.Count(one => one);
            if (stated != 1) result.AddError("State one of --run DATE/VERSION, --grant ISSUER/ID, --all, --package FOLDER.");
            else if (result.GetValue(run) is { } text && ScopeText.Run(text) is null) result.AddError($"--run {text}: not a run, such as 2013-07-11/1");
            else if (result.GetValue(grant) is { } named && ScopeText.Grant(named) is null) result.AddError($"--grant {named}: not an issuer and a grant, such as 'IIJ/2013-1'");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(package) is { } folder)
            {
                var root = search.RootOf(parsed);
                return await WriteAsync(await PackageProof.VerifyAsync(folder, root, HostSettings.Read(root), cancellationToken), parsed.GetValue(json));
            }

            var scope = parsed.GetValue(run) is { } text ? ScopeText.Run(text)!
                : parsed.GetValue(grant) is { } named ? ScopeText.Grant(named)!
                : ProofScope.All;
            return await search.ReadAsync(
                parsed,
                async services => await WriteAsync(
                    await services.GetRequiredService<Verifier>().VerifyAsync(scope, cancellationToken), parsed.GetValue(json)),
                cancellationToken);
        });
        return command;
    }

    private static async Task<int> WriteAsync(Outcome<ProofReport> proved, bool isJson)
    {
        if (!proved.TryGet(out var report))
        {
            foreach (var failure in proved.Failures) await Console.Error.WriteLineAsync(failure.ToString());
            return ExitCode.Unreadable;
        }

        await using var output = StandardOutput.Open();
        await output.WriteLineAsync(isJson ? ProofText.Json(report) : ProofText.Of(report));
        return report switch
        {
            { Differences: > 0 } => ExitCode.NotComputed,
            { NotChecked: > 0 } => ExitCode.Failed,
            _ => ExitCode.Success,
        };
    }
}
