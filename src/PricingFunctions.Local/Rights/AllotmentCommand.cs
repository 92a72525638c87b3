using System.CommandLine;
using System.Text.Json.Nodes;
using Pricing;
using Pricing.Calendars;
using Pricing.Grants.Exercise;
using Pricing.Grants.Terms;
using Pricing.Pipeline.Register.Grants;

namespace PricingFunctions.Local.Rights;

/// <summary><c>right allotment</c>: allotment and payment as a table (release, sections 2, 12 to 15).</summary>
internal static class AllotmentCommand
{
    private const string Planned = "planned";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command(
            "allotment",
            "Says what is payable on allotment, by groups where they are stated, and that it is offset against remuneration of the same amount; --grant-date-value is the amount of one right.");
        return new CaseOptions().With(command, (files, _) => files.Facts.GrantDateValue is { } amount
            ? Answer(files.Terms, amount)
            : new(null, [new(ReasonCode.InvalidField, "grant-date-value", "", "is missing: state the amount of one right by --grant-date-value")]));
    }

    private static CaseAnswer Answer(GrantTerms terms, decimal amount)
    {
        var allotment = terms.ToAllotment();
        IReadOnlyList<Failure> wrong =
            [.. allotment.Check(), .. WholeYen.Against(terms.Currency, "grant-date-value", amount) is { } fraction ? [fraction] : Array.Empty<Failure>()];
        if (wrong.Count > 0) return new(null, wrong);

        var planned = (allotment with { AllottedRights = terms.MaximumRights }).Payment(amount);
        return CaseAnswer.Of(allotment.Payment(amount), allotted =>
        {
            var content = AnswerJson.Of(terms);
            content["allotmentDate"] = DateText.Of(terms.AllotmentDate);
            content["offsetOn"] = DateText.Of(terms.AllotmentDate);
            var isConfirmed = terms.AllottedConfirmedOn <= JapanTime.DateOf(TimeProvider.System.GetUtcNow());
            content["numbers"] = terms.AllottedConfirmedOn switch
            {
                null => "planned: the allotted number is not confirmed",
                { } day when isConfirmed => $"confirmed on {DateText.Of(day)}",
                { } day => $"planned: the allotted number is to be confirmed on {DateText.Of(day)}",
            };
            var number = isConfirmed ? "allotted" : "to be allotted (planned)";
            content["amountPerRight"] = amount;
            var rows = new JsonArray();
            foreach (var group in allotment.Groups) rows.Add(Group(Planned, group, amount));
            if (planned.TryGet(out var plan)) rows.Add(Row(Planned, "all", null, plan));
            foreach (var group in allotment.AllottedGroups) rows.Add(Group(number, group, amount));
            rows.Add(Row(number, "all", null, allotted));
            content["payable"] = rows;
            return content;
        });
    }

    // The total of all groups is known to be a decimal.
    private static JsonObject Group(string number, AllotteeGroup group, decimal amount) =>
        Row(number, group.Title, group.Persons, new(amount, group.Rights, amount * group.Rights));

    private static JsonObject Row(string number, string group, int? persons, AllotmentPayment payment) => new()
    {
        ["number"] = number,
        ["group"] = group,
        ["persons"] = persons,
        ["rights"] = payment.Rights,
        ["amount"] = payment.Total,
        ["offsetAgainstRemuneration"] = payment.OffsetAgainstRemuneration,
        ["paidInCash"] = payment.PaidInCash,
    };
}
