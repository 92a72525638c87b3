using System.CommandLine;
using System.Text.Json.Nodes;
using Pricing;
using Pricing.Grants.Adjustments;
using Pricing.Pipeline.Register.Events;
using PricingFunctions.Local.Options;

namespace PricingFunctions.Local.Rights;

/// <summary><c>right adjust</c>: shares per right and exercise price of a day (release, sections 3 and 4).</summary>
internal static class AdjustCommand
{
    private const string NotKnownYet = "not known yet";
    private const string NotAllotted = "not yet allotted";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var on = OptionParsers.Date("--on", "The day.");
        var knownOn = OptionParsers.OptionalDate("--known-on", "The day on which it is asked, for splits that a meeting approves afterwards; else the day itself.");
        var command = new Command("adjust", "Says how many shares a right delivers on a day and at what exercise price, in force and on the basis of the day's share price, with every step.")
        {
            on, knownOn,
        };
        return new CaseOptions().With(command, (files, parsed) => Answer(files, parsed.GetValue(on), parsed.GetValue(knownOn)));
    }

    private static CaseAnswer Answer(LifeCase files, DateOnly on, DateOnly? knownOn)
    {
        if (files.RefusedDecisions(on) is { Count: > 0 } refused) return new(AnswerJson.Of(files.Terms), [.. refused]);

        var terms = files.LifeTerms.On(on);
        var decisions = GrantEvent.DecisionsOf(GrantEvent.Standing(files.Events));
        var adjustments = NumberAdjustment.Of(files.Facts.Actions, decisions, terms.StatedAsOf, terms.ExercisePrice.Adjustment);
        var inForce = SharesPerRight.InForce(terms.SharesPerRight, terms.StatedAsOf, adjustments, on, knownOn);
        var priceInForce = ExercisePrice.InForce(terms.ExercisePrice, terms.StatedAsOf, adjustments, on, knownOn);
        var shares = SharesPerRight.On(terms.SharesPerRight, terms.StatedAsOf, adjustments, on, knownOn);
        var price = ExercisePrice.On(terms.ExercisePrice, terms.StatedAsOf, adjustments, on, knownOn);
        var content = AnswerJson.Of(files.Terms);
        content["date"] = DateText.Of(on);
        var isAllotted = on >= terms.AllotmentDate;
        if (!isAllotted) content["allotmentDate"] = DateText.Of(terms.AllotmentDate);
        if (inForce.TryGet(out var number)) content["sharesInForce"] = isAllotted ? Text(number) : NotAllotted;
        if (shares.TryGet(out var valued)) content["sharesForValuation"] = Text(valued.ForValuation);
        if (priceInForce.TryGet(out var x)) content["exercisePriceInForce"] = isAllotted ? Text(x) : NotAllotted;
        if (price.TryGet(out var valuedAt)) content["exercisePriceForValuation"] = Text(valuedAt.ForValuation);
        if (valued is not null && valuedAt is not null) content["steps"] = new JsonArray(
            [.. valued.Steps.Select(step => Step(step, valuedAt.Steps.FirstOrDefault(ofPrice => ofPrice.Adjustment == step.Adjustment)))]);
        return new(content, [.. inForce.Failures.Concat(priceInForce.Failures).Concat(shares.Failures).Concat(price.Failures).Distinct()]);
    }

    private static JsonObject Step(NumberStep shares, PriceStep? price) => new JsonObject
    {
        ["event"] = shares.Adjustment.Name,
        ["exDate"] = DateText.Of(shares.Adjustment.ExDate),
        ["appliesFrom"] = shares.Adjustment.AppliesFrom is { } from ? DateText.Of(from) : NotKnownYet,
        ["shares"] = $"{DecimalText.Of(shares.Before)} to {DecimalText.Of(shares.After)}",
        ["dropped"] = DecimalText.Of(shares.Dropped),
        ["exercisePrice"] = price is null ? "set by a later decision" : $"{DecimalText.Of(price.Before)} to {DecimalText.Of(price.After)}",
    };

    private static string Text(decimal? number) => number is { } known ? DecimalText.Of(known) : NotKnownYet;
}
