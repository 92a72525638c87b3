using System.Globalization;
using Pricing.Files.Kinds;
using Pricing.Files.Schemas;
using Pricing.Grants.Adjustments;
using Pricing.Grants.Life;
using Pricing.Grants.Outstanding;
using Pricing.Grants.Terms;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Register.Events;

/// <summary>A dated event of a grant, as a batch states it (docs/batch-format.md).</summary>
/// <param name="Issuer">The issuing company.</param>
/// <param name="GrantId">The grant.</param>
/// <param name="Date">From this date on the rights are no longer outstanding, or the adjusted terms apply.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Rights">How many rights, above 0 where it takes any; else 0 for all that there are.</param>
/// <param name="Reference">The document that shows it.</param>
public sealed record GrantEvent(
    string Issuer, string GrantId, DateOnly Date, LifeEventKind Kind, int Rights, string Reference)
{
    private const int IdLength = 16;
    private const char ListSeparator = ';';

    /// <summary>The words for the kinds.</summary>
    internal static Dictionary<string, LifeEventKind> Kinds { get; } = SettingWords.ByWordInFiles<LifeEventKind>();

    /// <summary>The words for what was resolved.</summary>
    internal static Dictionary<string, ReorganisationKind> Resolutions { get; } = SettingWords.ByWordInFiles<ReorganisationKind>();

    /// <summary>How its fields are read.</summary>
    public static TableSchema Schema { get; } = TableSchemas.Of(FileKind.Events);

    /// <summary>The company's own id for the holder, where one is named.</summary>
    public string? Holder { get; init; }

    /// <summary>Of an exercise, the book value of all rights exercised, in currency, where it is stated.</summary>
    public decimal? BookValue { get; init; }

    /// <summary>Of an exercise, the new shares issued, where they are stated.</summary>
    public decimal? NewShares { get; init; }

    /// <summary>Of an exercise, the treasury shares delivered, where they are stated.</summary>
    public decimal? TreasuryShares { get; init; }

    /// <summary>Of an exercise, the book value of all treasury shares delivered, in currency.</summary>
    public decimal? TreasuryBookValue { get; init; }

    /// <summary>Of a decision, the shares per right from its date on.</summary>
    public decimal? DecidedShares { get; init; }

    /// <summary>Of a decision, X from its date on, in currency per share.</summary>
    public decimal? DecidedExercisePrice { get; init; }

    /// <summary>The office that was lost.</summary>
    public string? OfficeLost { get; init; }

    /// <summary>The offices that are kept, with semicolons between them.</summary>
    public string? OfficeKept { get; init; }

    /// <summary>The company's own id for the heir.</summary>
    public string? Heir { get; init; }

    /// <summary>The id of the event that this one takes back.</summary>
    public string? Reverses { get; init; }

    /// <summary>Of an acquisition or a reorganisation, what was resolved.</summary>
    public ReorganisationKind? Resolution { get; init; }

    /// <summary>By what another event names it: the beginning of its hash.</summary>
    public string Id => Hash()[..IdLength];

    /// <summary>The events that no other has taken back, without those that do.</summary>
    /// <param name="events">All events of a grant.</param>
    public static IReadOnlyList<GrantEvent> Standing(IReadOnlyList<GrantEvent> events)
    {
        if (!events.Any(item => item.Reverses is not null)) return events;

        var standing = RightsLife.Standing([.. events.Select(item => item.ToLifeEvent())]).Select(item => item.Id).ToHashSet();
        return [.. events.Where(item => standing.Contains(item.Id))];
    }

    /// <summary>What events do to the rights outstanding.</summary>
    /// <param name="standing">Those of a grant that stand.</param>
    public static IReadOnlyList<RightsEvent> RightsEventsOf(IEnumerable<GrantEvent> standing) =>
        [.. standing.Select(item => item.ToRightsEvent()).OfType<RightsEvent>()];

    /// <summary>The rights of a grant on a date: those that its terms allot less what its events took.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="all">All events of the grant; those that another has taken back do not count.</param>
    /// <param name="date">The date.</param>
    /// <returns>The balance, or why terms and events do not go together, see <see cref="OutstandingRights.On"/>.</returns>
    public static Outcome<RightsBalance> BalanceOf(GrantTerms terms, IReadOnlyList<GrantEvent> all, DateOnly date) =>
        OutstandingRights.On(terms.AllottedRights, terms.AllotmentDate, RightsEventsOf(Standing(all)), date);

    /// <summary>What events say of the terms.</summary>
    /// <param name="standing">Those of a grant that stand.</param>
    public static IReadOnlyList<DecidedAdjustment> DecisionsOf(IEnumerable<GrantEvent> standing) =>
        [.. standing.Select(item => item.ToDecision()).OfType<DecidedAdjustment>()];

    /// <summary>What it does to the rights outstanding; null where it leaves them.</summary>
    public RightsEvent? ToRightsEvent() => Kind switch
    {
        LifeEventKind.Exercised => new(Date, RightsEventKind.Exercised, Rights),
        LifeEventKind.Forfeited => new(Date, RightsEventKind.Forfeited, Rights),
        LifeEventKind.Acquired => new(Date, RightsEventKind.Acquired, Rights),
        LifeEventKind.Reorganised => new(Date, RightsEventKind.Reorganised, Rights),
        LifeEventKind.Lapsed => new(Date, RightsEventKind.Lapsed, Rights),
        _ => null,
    };

    /// <summary>What it says of the terms; null where it leaves them.</summary>
    public DecidedAdjustment? ToDecision() => Kind == LifeEventKind.Adjusted && DecidedShares is { } shares && DecidedExercisePrice is { } price
        ? new(Date, shares, price, Reference)
        : null;

    /// <summary>The event as the rules judge it.</summary>
    public LifeEvent ToLifeEvent() => new()
    {
        Id = Id,
        Date = Date,
        Kind = Kind,
        Rights = Rights,
        Reference = Reference,
        Holder = Holder,
        BookValue = BookValue,
        NewShares = NewShares,
        TreasuryShares = TreasuryShares,
        TreasuryBookValue = TreasuryBookValue,
        DecidedShares = DecidedShares,
        DecidedExercisePrice = DecidedExercisePrice,
        OfficeLost = OfficeLost,
        OfficesKept = OfficeKept?.Split(ListSeparator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
        Heir = Heir,
        Reverses = Reverses,
        Resolution = Resolution,
    };

    /// <summary>The hash of the whole event: the same event twice is one.</summary>
    public string Hash() => ContentHash.Of(string.Create(
        CultureInfo.InvariantCulture,
        $"{Issuer}\n{GrantId}\n{DateText.Of(Date)}\n{Kind}\n{Rights}\n{Reference}{string.Concat(Optional().Select(field => $"\n{field.Column}={field.Text}"))}"));

    /// <summary>The fields as they are stored, by the columns of a batch; those that are not stated are left out.</summary>
    public IEnumerable<(string Column, string Text)> Stored() =>
    [
        ("issuer", Issuer), ("grant_id", GrantId), ("date", DateText.Of(Date)), ("kind", SettingWords.InFiles(Kind)),
        ("rights", Rights.ToString(CultureInfo.InvariantCulture)), ("reference", Reference),
        .. Optional(),
    ];

    /// <summary>The optional fields as they are stored; those that are not stated are left out.</summary>
    internal IEnumerable<(string Column, string Text)> Optional()
    {
        (string Column, string? Text)[] all =
        [
            ("decided_shares", Text(DecidedShares)),
            ("decided_exercise_price", Text(DecidedExercisePrice)),
            ("holder", Holder),
            ("book_value", Text(BookValue)),
            ("new_shares", Text(NewShares)),
            ("treasury_shares", Text(TreasuryShares)),
            ("treasury_book_value", Text(TreasuryBookValue)),
            ("office_lost", OfficeLost),
            ("office_kept", OfficeKept),
            ("heir", Heir),
            ("reverses", Reverses),
            ("resolution", Resolution is { } resolution ? SettingWords.InFiles(resolution) : null),
        ];
        return all.Where(field => field.Text is not null).Select(field => (field.Column, field.Text!));
    }

    private static string? Text(decimal? number) => number is { } stated ? DecimalText.Of(stated) : null;
}
