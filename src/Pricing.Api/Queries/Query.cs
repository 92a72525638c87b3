using Microsoft.Extensions.DependencyInjection;
using Pricing.Policies;

namespace Pricing.Api.Queries;

/// <summary>The parameters that several routes know.</summary>
internal static class Query
{
    /// <summary>The most items of a page.</summary>
    public const int MostItems = 1000;

    /// <summary>How many items at most.</summary>
    public static QueryParameter Limit { get; } = Whole("limit", "How many items at most.", "20", 1, MostItems) with { Default = "100" };

    /// <summary>Where a page begins.</summary>
    public static QueryParameter After { get; } = Text("after", "The cursor of the page before, as its link to the next page has it.", "MjAxMy0wNy0xMQowMDAwMDAwMDAxCjE");

    /// <summary>The first date.</summary>
    public static QueryParameter From { get; } = Date("from", "The first date.", "2013-07-01");

    /// <summary>The last date.</summary>
    public static QueryParameter To { get; } = Date("to", "The last date.", "2013-07-31");

    /// <summary>What of a range does not go together: it ends before it begins.</summary>
    /// <param name="asked">What was asked for.</param>
    public static IEnumerable<Failure> Backwards(QueryValues asked)
    {
        if (asked.Date(From) > asked.Date(To)) yield return new(ReasonCode.InvalidField, From.Name, asked.Text(From)!, "is after to");
    }

    /// <summary>One issuer.</summary>
    public static QueryParameter Issuer { get; } = Text("issuer", "Only of this issuer.", "IIJ");

    /// <summary>A day other than today.</summary>
    public static QueryParameter On { get; } = Date("on", "The day for which lapses are proposed; today in Japan where it is left out.", "2044-01-04");

    /// <summary>The language of a paper.</summary>
    public static QueryParameter Language { get; } = Word("language", "The language.", "ja", "en", "ja") with { Default = "en" };

    /// <summary>The name of a policy of this host.</summary>
    public static QueryParameter Policy(string description, string example) => Text("policy", description, example) with
    {
        Against = static (name, services) => services.GetRequiredService<PolicyCatalog>().Find(name).Failures,
    };

    /// <summary>A text.</summary>
    public static QueryParameter Text(string name, string description, string example) => new(name, QueryKind.Text, description, example);

    /// <summary>A date.</summary>
    public static QueryParameter Date(string name, string description, string example) => new(name, QueryKind.Date, description, example);

    /// <summary>A number.</summary>
    public static QueryParameter Number(string name, string description, string example) => new(name, QueryKind.Number, description, example);

    /// <summary>A flag.</summary>
    public static QueryParameter Flag(string name, string description) => new(name, QueryKind.Flag, description, "true") { Default = "false" };

    /// <summary>A whole number.</summary>
    public static QueryParameter Whole(string name, string description, string example, int minimum, int maximum) =>
        new(name, QueryKind.WholeNumber, description, example) { Minimum = minimum, Maximum = maximum };

    /// <summary>One of several words.</summary>
    public static QueryParameter Word(string name, string description, string example, params IReadOnlyList<string> words) =>
        new(name, QueryKind.Word, description, example) { Words = words };
}
