using System.Text.Json;
using System.Text.Json.Nodes;
using Pricing;
using Pricing.Grants.Life;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Settlements;

namespace PricingFunctions.Local.Rights;

/// <summary>The parts that answers are made of, as the API writes them.</summary>
internal static class AnswerJson
{
    /// <summary>The beginning of an answer: which grant.</summary>
    /// <param name="terms">The grant.</param>
    public static JsonObject Of(GrantTerms terms) => new() { ["issuer"] = terms.Issuer, ["grantId"] = terms.GrantId };

    /// <summary>A settlement behind the grant.</summary>
    /// <param name="terms">The grant.</param>
    /// <param name="settlement">The settlement.</param>
    public static JsonObject Of(GrantTerms terms, EventSettlement settlement) =>
        With(Of(terms), JsonSerializer.SerializeToNode(settlement, SettlementJson.Compact.EventSettlement)!.AsObject());

    /// <summary>The days of a window.</summary>
    /// <param name="terms">The grant.</param>
    /// <param name="days">The days; null for none.</param>
    public static JsonObject Days(GrantTerms terms, DateWindow? days)
    {
        var content = Of(terms);
        content["window"] = days is { } window ? new JsonObject { ["from"] = DateText.Of(window.From), ["to"] = DateText.Of(window.To) } : null;
        return content;
    }

    /// <summary>A holder behind the grant.</summary>
    /// <param name="terms">The grant.</param>
    /// <param name="holder">How the holder stands.</param>
    public static JsonObject Of(GrantTerms terms, HolderStanding holder) =>
        With(Of(terms), JsonSerializer.SerializeToNode(holder, SettlementJson.Compact.HolderStanding)!.AsObject());

    /// <summary>A life.</summary>
    /// <param name="life">The life.</param>
    public static JsonObject Of(GrantLife life) => JsonSerializer.SerializeToNode(life, SettlementJson.Compact.GrantLife)!.AsObject();

    /// <summary>The amounts of an exercise.</summary>
    /// <param name="amounts">The amounts.</param>
    public static JsonObject Of(ExerciseAmounts amounts) =>
        JsonSerializer.SerializeToNode(amounts, SettlementJson.Compact.ExerciseAmounts)!.AsObject();

    /// <summary>Adds the members of one object to another.</summary>
    /// <param name="content">What they are added to.</param>
    /// <param name="more">The members.</param>
    public static JsonObject With(JsonObject content, JsonObject more)
    {
        foreach (var (name, value) in more) content[name] = value?.DeepClone();
        return content;
    }
}
