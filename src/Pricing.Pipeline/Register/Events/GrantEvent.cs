using System.Globalization;
using Pricing.Files.Fields;
using Pricing.Files.Kinds;
using Pricing.Files.Schemas;
using Pricing.Grants.Adjustments;
using Pricing.Grants.Outstanding;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Register.Events;

/// <summary>A dated event of a grant: one that lowers the rights outstanding, or a decision that adjusts its terms.</summary>
/// <param name="Issuer">The issuing company.</param>
/// <param name="GrantId">The grant.</param>
/// <param name="Date">From this date on the rights are no longer outstanding, or the adjusted terms apply.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Rights">How many rights, above 0; 0 of a decision, which is about all of them.</param>
/// <param name="Reference">The document that shows it.</param>
public sealed record GrantEvent(
    string Issuer, string GrantId, DateOnly Date, GrantEventKind Kind, int Rights, string Reference)
{
    private const string DecidedSharesColumn = "decided_shares";
    private const string DecidedPriceColumn = "decided_exercise_price";
    private const decimal MaximumNumber = 1_000_000_000_000m;

    /// <summary>The words for the kinds.</summary>
    internal static Dictionary<string, GrantEventKind> Kinds { get; } =
        Enum.GetValues<GrantEventKind>().ToDictionary(kind => kind.ToString().ToLowerInvariant());

    /// <summary>The columns of a batch of events (docs/batch-format.md).</summary>
    public static IReadOnlyList<string> Fields { get; } =
        ["issuer", "grant_id", "date", "kind", "rights", "reference", DecidedSharesColumn, DecidedPriceColumn];

    /// <summary>Of a decision, the shares per right from its date on.</summary>
    public decimal? DecidedShares { get; init; }

    /// <summary>Of a decision, X from its date on, in currency per share.</summary>
    public decimal? DecidedExercisePrice { get; init; }

    /// <summary>How its fields are read.</summary>
    public static TableSchema Schema { get; } = TableSchemas.Of(FileKind.Events);

    /// <summary>What it does to the rights outstanding; null where it leaves them.</summary>
    public RightsEvent? ToRightsEvent() => Kind switch
    {
        GrantEventKind.Exercised => new(Date, RightsEventKind.Exercised, Rights),
        GrantEventKind.Forfeited => new(Date, RightsEventKind.Forfeited, Rights),
        GrantEventKind.Acquired => new(Date, RightsEventKind.Acquired, Rights),
        GrantEventKind.Lapsed => new(Date, RightsEventKind.Lapsed, Rights),
        _ => null,
    };

    /// <summary>What it says of the terms; null where it leaves them.</summary>
    public DecidedAdjustment? ToDecision() => Kind == GrantEventKind.Adjusted && DecidedShares is { } shares && DecidedExercisePrice is { } price
        ? new(Date, shares, price, Reference)
        : null;

    /// <summary>The hash of the whole event: the same event twice is one.</summary>
    public string Hash() => ContentHash.Of(string.Create(
        CultureInfo.InvariantCulture, $"{Issuer}\n{GrantId}\n{DateText.Of(Date)}\n{Kind}\n{Rights}\n{Reference}{DecidedText()}"));

    /// <summary>The optional fields as they are stored; those that are not stated are left out.</summary>
    internal IEnumerable<(string Column, string Text)> Decided()
    {
        if (DecidedShares is { } shares) yield return (DecidedSharesColumn, DecimalText.Of(shares));
        if (DecidedExercisePrice is { } price) yield return (DecidedPriceColumn, DecimalText.Of(price));
    }

    /// <summary>Reads an event that is to be stored.</summary>
    /// <param name="fields">The row's fields.</param>
    /// <returns>The event, or every failure of the row.</returns>
    public static Outcome<GrantEvent> ReadSubmitted(FieldReader fields) => Read(fields, GrantKey.Read);

    /// <summary>Reads an event as it was stored.</summary>
    /// <param name="fields">The row's fields.</param>
    /// <returns>The event, or every failure of the row.</returns>
    public static Outcome<GrantEvent> Read(FieldReader fields) => Read(fields, (row, name) => row.Text(name));

    private string DecidedText() => string.Concat(Decided().Select(field => $"\n{field.Column}={field.Text}"));

    private static Outcome<GrantEvent> Read(FieldReader fields, Func<FieldReader, string, string> key)
    {
        var (issuer, grantId) = (key(fields, "issuer"), key(fields, "grant_id"));
        var date = fields.Date("date");
        var kind = fields.Word("kind", Kinds);
        var isDecision = kind == GrantEventKind.Adjusted && fields.Has("kind");
        var read = new GrantEvent(
            issuer,
            grantId,
            date,
            kind,
            isDecision ? fields.OptionalWholeNumber("rights", minimum: 0) ?? 0 : fields.WholeNumber("rights", minimum: 1),
            fields.Text("reference"))
        {
            DecidedShares = fields.OptionalNumber(DecidedSharesColumn, 0m, MaximumNumber),
            DecidedExercisePrice = fields.OptionalNumber(DecidedPriceColumn, 0m, MaximumNumber),
        };
        Check(read, isDecision, fields);
        return fields.Failures.Count == 0 ? read : fields.Failures.ToList();
    }

    private static void Check(GrantEvent read, bool isDecision, FieldReader fields)
    {
        if (isDecision && read.Rights != 0)
            fields.Fail("rights", read.Rights.ToString(CultureInfo.InvariantCulture), "an adjustment is about all rights; leave it empty");
        foreach (var column in new[] { DecidedSharesColumn, DecidedPriceColumn })
        {
            if (isDecision && !fields.Has(column))
                fields.Fail(column, "", "is missing beside adjusted: shares and exercise price are decided together");
            else if (!isDecision && fields.Has(column))
                fields.Fail(column, fields.OptionalText(column) ?? "", "belongs to adjusted alone");
        }
    }
}

/// <summary>What happened to a grant.</summary>
public enum GrantEventKind
{
    /// <summary>The holder exercised rights.</summary>
    Exercised,

    /// <summary>The holder lost rights.</summary>
    Forfeited,

    /// <summary>The company acquired rights (release, section 8).</summary>
    Acquired,

    /// <summary>The exercise period of rights ended.</summary>
    Lapsed,

    /// <summary>The company decided on shares per right and exercise price (release, section 3).</summary>
    Adjusted,
}
