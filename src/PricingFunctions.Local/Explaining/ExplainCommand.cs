using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pricing;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Explanations;
using PricingFunctions.Local.Analyses;
using PricingFunctions.Local.Nights;
using PricingFunctions.Local.Options;
using PricingFunctions.Local.Shell;

namespace PricingFunctions.Local.Explaining;

/// <summary>
/// <c>explain ISSUER GRANT</c>: a stored value recomputed from the evidence that was kept with it, every intermediate line by line,
/// and compared with what is stored. A running host is asked; without one the data folder is read.
/// </summary>
internal static class ExplainCommand
{
    /// <summary>The command, its arguments and options.</summary>
    public static Command Create()
    {
        var issuer = new Argument<string>("issuer") { HelpName = "ISSUER", Description = "The issuer, as its grant names it." };
        var grant = new Argument<string>("grant") { HelpName = "GRANT", Description = "The grant." };
        var date = OptionParsers.OptionalDate("--date", "The measurement date of the value; the grant date where it is not stated.");
        var version = OptionParsers.Version("--value-version", "The version of the value; the newest where it is not stated.");
        var policy = new Option<string?>("--policy") { Description = "Another policy, to see what it makes of the same inputs.", HelpName = "name" };
        var search = new StorageSearch(AccessKind.Values);
        var analysis = new AnalysisOptions();
        var command = new Command(
            "explain",
            "Explains a stored value: recomputes it from the evidence that was kept with it, lists every intermediate, and compares. "
            + "Exit code 0 if every figure is as it is stored, 3 if one is not or there is no such value.")
        {
            issuer, grant, date, version, policy,
        };
        analysis.AddTo(command, alwaysExplains: true);
        search.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var request = new ExplanationRequest(parsed.GetRequiredValue(issuer), parsed.GetRequiredValue(grant))
            {
                Date = parsed.GetValue(date),
                Version = parsed.GetValue(version),
                Policy = parsed.GetValue(policy),
                Analysis = analysis.Read(parsed),
            };
            return search.RunAsync(
                parsed,
                async (host, user) =>
                {
                    using var running = new NightClient(host.Address, user);
                    return await WriteAsync(await running.ExplainAsync(request, cancellationToken), analysis.IsJson(parsed));
                },
                async services => await WriteAsync(
                    await services.GetRequiredService<ValueExplainer>().ExplainAsync(request, cancellationToken), analysis.IsJson(parsed)),
                cancellationToken);
        });
        return command;
    }

    private static async Task<int> WriteAsync(Outcome<ValueExplanation> explained, bool isJson)
    {
        if (!explained.TryGet(out var explanation))
        {
            foreach (var failure in explained.Failures) await Console.Error.WriteLineAsync(failure.ToString());
            return ExitCode.NotComputed;
        }

        await using var output = StandardOutput.Open();
        if (isJson) await output.WriteLineAsync(JsonSerializer.Serialize(explanation, ExplanationJson.Readable.ValueExplanation));
        else ExplanationText.Write(output, explanation);
        return explanation.IsReproduced == false ? ExitCode.NotComputed : ExitCode.Success;
    }
}
