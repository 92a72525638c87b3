using System.Globalization;
using Pricing.Files.Fields;
using Pricing.Files.Kinds;
using Pricing.Files.Schemas;
using Pricing.Grants.Outstanding;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Register.Events;

/// <summary>A dated event that lowers the rights outstanding.</summary>
/// <param name="Issuer">The issuing company.</param>
/// <param name="GrantId">The grant.</param>
/// <param name="Date">From this date on the rights are no longer outstanding.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Rights">How many rights, above 0.</param>
/// <param name="Reference">The document that shows it.</param>
public sealed record GrantEvent(
    string Issuer, string GrantId, DateOnly Date, RightsEventKind Kind, int Rights, string Reference)
{
    /// <summary>The words for the kinds.</summary>
    internal static Dictionary<string, RightsEventKind> Kinds { get; } =
        Enum.GetValues<RightsEventKind>().ToDictionary(kind => kind.ToString().ToLowerInvariant());

    /// <summary>The columns of a batch of events, all required (docs/batch-format.md).</summary>
    public static IReadOnlyList<string> Fields { get; } = ["issuer", "grant_id", "date", "kind", "rights", "reference"];

    /// <summary>How its fields are read.</summary>
    public static TableSchema Schema { get; } = TableSchemas.Of(FileKind.Events);

    /// <summary>What it does to the rights outstanding.</summary>
    public RightsEvent ToRightsEvent() => new(Date, Kind, Rights);

    /// <summary>The hash of the whole event: the same event twice is one.</summary>
    public string Hash() => ContentHash.Of(string.Create(
        CultureInfo.InvariantCulture, $"{Issuer}\n{GrantId}\n{DateText.Of(Date)}\n{Kind}\n{Rights}\n{Reference}"));

    /// <summary>Reads an event that is to be stored.</summary>
    /// <param name="fields">The row's fields.</param>
    /// <returns>The event, or every failure of the row.</returns>
    public static Outcome<GrantEvent> ReadSubmitted(FieldReader fields) => Read(fields, GrantKey.Read);

    /// <summary>Reads an event as it was stored.</summary>
    /// <param name="fields">The row's fields.</param>
    /// <returns>The event, or every failure of the row.</returns>
    public static Outcome<GrantEvent> Read(FieldReader fields) => Read(fields, (row, name) => row.Text(name));

    private static Outcome<GrantEvent> Read(FieldReader fields, Func<FieldReader, string, string> key)
    {
        var read = new GrantEvent(
            key(fields, "issuer"),
            key(fields, "grant_id"),
            fields.Date("date"),
            fields.Word("kind", Kinds),
            fields.WholeNumber("rights", minimum: 1),
            fields.Text("reference"));
        return fields.Failures.Count == 0 ? read : fields.Failures.ToList();
    }
}
