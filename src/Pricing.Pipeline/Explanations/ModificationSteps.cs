using Pricing.BlackScholes.Analysis;
using Pricing.Grants.Measurements;
using Pricing.Grants.Terms;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Explanations;

/// <summary>Explains the value of a change of terms (ASBJ Statement No. 8, paragraph 10; IFRS 2; ASC 718).</summary>
internal static class ModificationSteps
{
    /// <summary>What was changed, and what the increment is made of.</summary>
    /// <param name="record">The value as it is stored.</param>
    /// <param name="before">The terms before the change.</param>
    /// <param name="after">The terms of the value.</param>
    /// <returns>The explanation; null of a value that is no change of terms.</returns>
    public static ExplainedModification? Of(ValueRecord record, GrantTerms before, GrantTerms after)
    {
        if (record.Standard is not { } standard) return null;

        var isAgainstGrantDate = standard == AccountingStandard.Asbj8;
        return new(
            standard,
            Changes(GrantTermsReader.Write(before), GrantTermsReader.Write(after)),
            [
                Step("grant date", "value on the grant date, which stays", "stored", record.GrantDateAmount),
                Step("old", "value under the old terms on the day of the change", "stored", record.OldTermsAmount),
                Step("new", "value under the new terms on that day", "amount", record.AmountPerRight),
                Step("increment", $"increment by {SettingWords.Of(standard)}", $"max(new - {(isAgainstGrantDate ? "grant date" : "old")}, 0)", record.Increment),
            ]);
    }

    /// <summary>The increment by the stored amounts and a value that was recomputed; null where they are no amounts.</summary>
    /// <param name="record">The value as it is stored.</param>
    /// <param name="newTerms">Its amount per right as it was recomputed.</param>
    /// <param name="isRounded">Whether the policy rounds amounts, so that the stored ones are exact.</param>
    public static Amount? Increment(ValueRecord record, Amount newTerms, bool isRounded) =>
        record.Standard is { } standard
        && Amount.Parse(record.GrantDateAmount, isRounded) is { } granted
        && Amount.Parse(record.OldTermsAmount, isRounded) is { } old
            ? new Modification(standard, record.MeasurementDate, granted, old, newTerms).Increment
            : null;

    private static List<ChangedTerm> Changes(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
    [
        .. before.Keys.Union(after.Keys)
            .Where(column => before.GetValueOrDefault(column) != after.GetValueOrDefault(column))
            .Select(column => new ChangedTerm(column, before.GetValueOrDefault(column, ""), after.GetValueOrDefault(column, ""))),
    ];

    private static ExplanationStep Step(string symbol, string name, string formula, string amount) =>
        ExplanationStep.Exact(symbol, name, formula, amount);
}
