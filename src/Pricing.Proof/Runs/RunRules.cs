using Pricing.Pipeline.Controls.Changes;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Settings;
using Pricing.Pipeline.Storage;
using Pricing.Policies;

namespace Pricing.Proof.Runs;

/// <summary>The rules under which values are made: the policies that grants can name, and the limits of the checks of prices.</summary>
/// <param name="Policies">The policies.</param>
/// <param name="Limits">The limits.</param>
internal sealed record ValuationRules(PolicyCatalog Policies, PriceCheckOptions Limits)
{
    /// <summary>Whether they are those of the run; else they are this machine's, since nothing says what those of the run were.</summary>
    public bool AreOfRun { get; init; }

    /// <summary>Checks prices by the limits.</summary>
    public PriceCheck Check { get; } = new(Limits);
}

/// <summary>Finds the rules under which runs were made, in the log of settings by the hashes that the runs name.</summary>
/// <param name="settings">The log.</param>
/// <param name="policies">The policies of this machine.</param>
/// <param name="limits">The limits of this machine.</param>
internal sealed class RunRules(SettingsLog settings, PolicyCatalog policies, PriceCheckOptions limits)
{
    private readonly ValuationRules here = new(policies, limits);
    private Dictionary<string, ValuationRules?>? logged;

    /// <summary>The rules of a run; several where its settings changed while it was under way, so that each value is by one of them.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>At least one; this machine's alone where those of the run are not logged.</returns>
    public async Task<IReadOnlyList<ValuationRules>> OfAsync(RunRecord run, CancellationToken cancellationToken)
    {
        logged ??= await ReadAsync(cancellationToken);
        var all = run.AllSettings.Select(hash => logged.GetValueOrDefault(hash)).ToList();
        return all.Count > 0 && all.TrueForAll(rules => rules is not null) ? all.OfType<ValuationRules>().ToList() : [here];
    }

    /// <summary>The rules by the hash of the settings; null for settings that cannot be read. A damaged log is named by its own proof.</summary>
    private async Task<Dictionary<string, ValuationRules?>> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await settings.ListAsync(cancellationToken))
                .DistinctBy(change => change.Settings)
                .ToDictionary(change => change.Settings, RulesOf, StringComparer.Ordinal);
        }
        catch (DamagedContentException)
        {
            return [];
        }
    }

    private static ValuationRules? RulesOf(SettingsChange change) =>
        ConfiguredPolicies.OfTexts(change.After) is { } policies && LoggedLimits.Of(change.After) is { } limits
            ? new(policies, limits) { AreOfRun = true }
            : null;
}
