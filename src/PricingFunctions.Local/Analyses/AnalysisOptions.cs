using System.CommandLine;
using Pricing.Pipeline.Explanations;
using PricingFunctions.Local.Options;

namespace PricingFunctions.Local.Analyses;

/// <summary>The options that ask for something beside a value.</summary>
internal sealed class AnalysisOptions
{
    private readonly Option<bool> explain = new("--explain") { Description = "List every intermediate: symbol, value, name, formula." };
    private readonly Option<bool> greeks = new("--greeks") { Description = "List delta, gamma, vega, theta, rho and dividend rho, with their units." };
    private readonly Option<bool> sensitivity = new("--sensitivity")
    {
        Description = "List amounts per right under changes of sigma and T, and of r and q.",
    };

    private readonly Option<decimal?> impliedPerShare = OptionParsers.Amount("--implied-per-share", "The volatility that this value per share implies, after its rounding.");
    private readonly Option<decimal?> impliedPerRight = OptionParsers.Amount("--implied-per-right", "The volatility that this amount per right implies, after its rounding.");
    private readonly Option<bool> json = new("--json") { Description = "Write JSON, in the names of POST /api/price." };

    /// <summary>Adds them to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="alwaysExplains">Whether the command explains without being asked.</param>
    public void AddTo(Command command, bool alwaysExplains = false)
    {
        if (!alwaysExplains) command.Options.Add(explain);
        foreach (var option in new Option[] { greeks, sensitivity, impliedPerShare, impliedPerRight, json }) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(impliedPerShare) is not null && result.GetResult(impliedPerRight) is not null)
                result.AddError($"{impliedPerShare.Name} and {impliedPerRight.Name}: one of them is asked for");
        });
    }

    /// <summary>What is asked for.</summary>
    /// <param name="parsed">The command line.</param>
    public AnalysisRequest Read(ParseResult parsed) => new()
    {
        Explain = parsed.CommandResult.Command.Options.Contains(explain) && parsed.GetValue(explain),
        Greeks = parsed.GetValue(greeks),
        Sensitivity = parsed.GetValue(sensitivity) ? new() : null,
        Implied = (parsed.GetValue(impliedPerShare), parsed.GetValue(impliedPerRight)) switch
        {
            ({ } perShare, _) => new(perShare, null),
            (_, { } perRight) => new(null, perRight),
            _ => null,
        },
    };

    /// <summary>Whether a program reads the output.</summary>
    /// <param name="parsed">The command line.</param>
    public bool IsJson(ParseResult parsed) => parsed.GetValue(json);
}
