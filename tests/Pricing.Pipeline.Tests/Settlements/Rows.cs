using Pricing.Pipeline.Tests.Intake.Batches;

namespace Pricing.Pipeline.Tests.Settlements;

/// <summary>Rows about the third series and its holders.</summary>
internal static class Rows
{
    /// <summary>The terms of the sample that the life of the rights needs.</summary>
    public static Dictionary<string, string> Grant(params IEnumerable<string> changes) => Batch.Grant(
        [
            "allotted_rights=89", "exercise_price_adjustment=none", "days_after_office=10", "heir_months=6", "last_day_rule=as-is",
            "offices=director; executive officer", "office_rule=any", "acquisition_clause=merger", "reorganisation_clause=share_exchange",
            .. changes,
        ]);

    public static Dictionary<string, string> Holder(string holder, int rights, string group = "Directors") => new()
    {
        ["issuer"] = "IIJ",
        ["grant_id"] = "3rd-series",
        ["holder"] = holder,
        ["group"] = group,
        ["rights"] = $"{rights}",
    };

    /// <summary>An event of one kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="date">The day.</param>
    /// <param name="fields">What else is stated, as <c>name=value</c>.</param>
    public static Dictionary<string, string> Event(string kind, string date, params string[] fields)
    {
        var row = Batch.Event("3rd-series", 0, date, kind: kind);
        row["rights"] = "";
        foreach (var field in fields) row[field.Split('=')[0]] = field.Split('=')[1];
        return row;
    }
}
