using System.Globalization;
using Pricing.Files.Fields;
using Pricing.Grants.Life;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Register.Events;

/// <summary>Events from named fields: those of a batch are judged by their form, stored ones are read as they are.</summary>
public static class GrantEventReader
{
    private const decimal MaximumNumber = 1_000_000_000_000m;

    private static readonly (string Column, LifeEventKind[] Kinds, LifeEventKind[] Required)[] Columns =
    [
        ("holder",
            [
                LifeEventKind.Died, LifeEventKind.Inherited, LifeEventKind.LeftOffice, LifeEventKind.Exercised, LifeEventKind.Forfeited,
                LifeEventKind.Acquired, LifeEventKind.Lapsed,
            ],
            [LifeEventKind.Died, LifeEventKind.Inherited, LifeEventKind.LeftOffice]),
        ("book_value", [LifeEventKind.Exercised], []),
        ("new_shares", [LifeEventKind.Exercised], []),
        ("treasury_shares", [LifeEventKind.Exercised], []),
        ("treasury_book_value", [LifeEventKind.Exercised], []),
        ("decided_shares", [LifeEventKind.Adjusted], [LifeEventKind.Adjusted]),
        ("decided_exercise_price", [LifeEventKind.Adjusted], [LifeEventKind.Adjusted]),
        ("office_lost", [LifeEventKind.LeftOffice], [LifeEventKind.LeftOffice]),
        ("office_kept", [LifeEventKind.LeftOffice], []),
        ("heir", [LifeEventKind.Inherited], [LifeEventKind.Inherited]),
        ("resolution", [LifeEventKind.Acquired, LifeEventKind.Reorganised], [LifeEventKind.Reorganised]),
    ];

    /// <summary>Reads an event that is to be stored.</summary>
    /// <param name="fields">The row's fields.</param>
    /// <returns>The event, or every failure of the row.</returns>
    public static Outcome<GrantEvent> ReadSubmitted(FieldReader fields) => Of(Submitted(fields, HolderId.Read), fields);

    /// <summary>
    /// Reads an event that is to be stored beside others. Ids of holders that were stored when they could have another form are ids.
    /// </summary>
    /// <param name="fields">The row's fields.</param>
    /// <param name="stored">The ids that are stored for an issuer's grant.</param>
    /// <returns>The event, or every failure of the row.</returns>
    public static Task<Outcome<GrantEvent>> ReadSubmittedAsync(FieldReader fields, StoredHolderIds stored)
    {
        var ids = new HolderIds();
        var read = Submitted(fields, ids.Read);
        return ids.JudgeAsync(fields, read, (read.Issuer, read.GrantId), stored);
    }

    /// <summary>Reads an event of a file that was taken in, when ids of holders could have another form.</summary>
    /// <param name="fields">The row's fields.</param>
    /// <returns>The event, or every failure of the row.</returns>
    public static Outcome<GrantEvent> ReadKept(FieldReader fields) =>
        Of(ReadAll(fields, GrantKey.Read, (row, name) => row.SecretText(name), leastShares: 1m), fields);

    private static Outcome<GrantEvent> Of(GrantEvent read, FieldReader fields) =>
        fields.Failures.Count == 0 ? read : fields.Failures.ToList();

    /// <summary>Reads an event as it was stored.</summary>
    /// <param name="fields">The row's fields.</param>
    /// <returns>The event, or every failure of the row.</returns>
    public static Outcome<GrantEvent> Read(FieldReader fields) =>
        Of(ReadAll(fields, (row, name) => row.Text(name), (row, name) => row.OptionalText(name), leastShares: 0m), fields);

    // Events that were stored when a resolution could be left out are read as they are.
    private static GrantEvent Submitted(FieldReader fields, Func<FieldReader, string, string?> holder)
    {
        var read = ReadAll(fields, GrantKey.Read, holder, leastShares: 1m);
        if (read is { Kind: LifeEventKind.Acquired, Resolution: null, Reverses: null })
            fields.Fail("resolution", "", "is missing beside acquired: the company acquires rights on a resolution (section 8); say which: merger, share_exchange or share_transfer");
        return read;
    }

    private static GrantEvent ReadAll(
        FieldReader fields, Func<FieldReader, string, string> key, Func<FieldReader, string, string?> holder, decimal leastShares)
    {
        var (issuer, grantId) = (key(fields, "issuer"), key(fields, "grant_id"));
        var date = fields.Date("date");
        var kind = fields.Word("kind", GrantEvent.Kinds);
        var hasKind = GrantEvent.Kinds.ContainsKey(fields.EnglishWord("kind") ?? "");
        var takesRights = !hasKind || kind >= LifeEventKind.Exercised;
        var read = new GrantEvent(
            issuer,
            grantId,
            date,
            kind,
            takesRights ? fields.WholeNumber("rights", minimum: 1) : fields.OptionalWholeNumber("rights", minimum: 0) ?? 0,
            fields.Text("reference"))
        {
            Holder = holder(fields, "holder"),
            BookValue = Amount(fields, "book_value"),
            NewShares = Amount(fields, "new_shares"),
            TreasuryShares = Amount(fields, "treasury_shares"),
            TreasuryBookValue = Amount(fields, "treasury_book_value"),
            DecidedShares = fields.OptionalNumber("decided_shares", leastShares, MaximumNumber),
            DecidedExercisePrice = Amount(fields, "decided_exercise_price"),
            OfficeLost = fields.OptionalText("office_lost"),
            OfficeKept = fields.OptionalText("office_kept"),
            Heir = holder(fields, "heir"),
            Reverses = fields.OptionalText("reverses"),
            Resolution = fields.Has("resolution") ? fields.Word("resolution", GrantEvent.Resolutions) : null,
        };
        if (hasKind) Check(read, fields);
        return read;
    }

    private static decimal? Amount(FieldReader fields, string column) => fields.OptionalNumber(column, 0m, MaximumNumber);

    private static void Check(GrantEvent read, FieldReader fields)
    {
        var word = SettingWords.InFiles(read.Kind);
        if (read.Kind is LifeEventKind.Adjusted or LifeEventKind.Died or LifeEventKind.LeftOffice && read.Rights != 0)
        {
            fields.Fail(
                "rights",
                read.Rights.ToString(CultureInfo.InvariantCulture),
                read.Kind == LifeEventKind.Adjusted ? "an adjustment is about all rights; leave it empty" : $"{word} is about all rights of the holder; leave it empty");
        }

        foreach (var (column, kinds, required) in Columns)
        {
            var has = fields.Has(column);
            if (has && !kinds.Contains(read.Kind))
            {
                // What may be a name is not repeated.
                fields.Fail(column, column is "holder" or "heir" ? "" : fields.OptionalText(column) ?? "", kinds.Length == 1 ? $"belongs to {SettingWords.InFiles(kinds[0])} alone" : $"does not belong to {word}");
            }
            else if (!has && required.Contains(read.Kind) && read.Reverses is null)
            {
                fields.Fail(column, "", read.Kind == LifeEventKind.Adjusted
                    ? "is missing beside adjusted: shares and exercise price are decided together"
                    : $"is missing beside {word}");
            }
        }
    }
}
