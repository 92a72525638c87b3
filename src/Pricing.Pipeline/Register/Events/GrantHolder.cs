using System.Globalization;
using Pricing.Files.Fields;
using Pricing.Files.Kinds;
using Pricing.Files.Schemas;
using Pricing.Grants.Life;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Register.Events;

/// <summary>The rights that were allotted to one holder, as a file states them (docs/batch-format.md).</summary>
/// <param name="Issuer">The issuing company.</param>
/// <param name="GrantId">The grant.</param>
/// <param name="Holder">The company's own id for the holder.</param>
/// <param name="Group">The group of allottees.</param>
/// <param name="Rights">The rights allotted, above 0.</param>
public sealed record GrantHolder(string Issuer, string GrantId, string Holder, string Group, int Rights)
{
    /// <summary>How its fields are read.</summary>
    public static TableSchema Schema { get; } = TableSchemas.Of(FileKind.Holders);

    /// <summary>Reads a holder who is to be stored.</summary>
    /// <param name="fields">The row's fields.</param>
    /// <returns>The holder, or every failure of the row.</returns>
    public static Outcome<GrantHolder> ReadSubmitted(FieldReader fields) => Of(ReadAll(fields, HolderId.Read), fields);

    /// <summary>
    /// Reads a holder who is to be stored beside others. Ids that were stored when they could have another form are ids.
    /// </summary>
    /// <param name="fields">The row's fields.</param>
    /// <param name="stored">The ids that are stored for an issuer's grant.</param>
    /// <returns>The holder, or every failure of the row.</returns>
    public static Task<Outcome<GrantHolder>> ReadSubmittedAsync(FieldReader fields, StoredHolderIds stored)
    {
        var ids = new HolderIds();
        var read = ReadAll(fields, ids.Read);
        return ids.JudgeAsync(fields, read, (read.Issuer, read.GrantId), stored);
    }

    /// <summary>Reads a holder of a file that was taken in, when ids could have another form.</summary>
    /// <param name="fields">The row's fields.</param>
    /// <returns>The holder, or every failure of the row.</returns>
    public static Outcome<GrantHolder> ReadKept(FieldReader fields) =>
        Of(ReadAll(fields, (row, name) => row.SecretText(name)), fields);

    /// <summary>Reads a holder as it was stored.</summary>
    /// <param name="fields">The row's fields.</param>
    /// <returns>The holder, or every failure of the row.</returns>
    public static Outcome<GrantHolder> Read(FieldReader fields) =>
        Of(Read(fields, fields.Text("issuer"), fields.Text("grant_id"), fields.Text("holder")), fields);

    /// <summary>The holder as the rules know one.</summary>
    public Holding ToHolding() => new(Holder, Group, Rights);

    /// <summary>That all holders together would have more rights than were allotted.</summary>
    /// <param name="others">The rights of the other holders.</param>
    /// <param name="allotted">The rights allotted.</param>
    /// <returns>The failure; null where there are as many.</returns>
    public Failure? Beyond(long others, int allotted) => others + Rights <= allotted
        ? null
        : new(
            ReasonCode.RightsNotOutstanding,
            "rights",
            Rights.ToString(CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"makes {others + Rights} rights of all holders, and {allotted} were allotted"));

    /// <summary>The failure of a row of a file that states a holder of a row above it otherwise.</summary>
    /// <param name="line">The line of the row above.</param>
    public static Failure Twin(int line) => new(
        ReasonCode.ConflictingData,
        "holder",
        "",
        string.Create(CultureInfo.InvariantCulture, $"line {line} states the same holder with another group or number; keep the right one"));

    /// <summary>A key for a holder where no id of a person may stand: a hash.</summary>
    /// <param name="issuer">The issuing company.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="holder">The company's own id for the holder.</param>
    public static string KeyOf(string issuer, string grantId, string holder) => ContentHash.Of($"{issuer}\n{grantId}\n{holder}")[..32];

    /// <summary>The key of the holder's row within the grant: storage clients write keys into their logs and traces, so it is a hash.</summary>
    internal string Key => KeyOf(Issuer, GrantId, Holder);

    /// <summary>The fields as they are stored.</summary>
    public IEnumerable<(string Column, string Text)> Stored() =>
    [
        ("issuer", Issuer), ("grant_id", GrantId), ("holder", Holder), ("group", Group),
        ("rights", Rights.ToString(CultureInfo.InvariantCulture)),
    ];

    private static GrantHolder ReadAll(FieldReader fields, Func<FieldReader, string, string?> id)
    {
        var (issuer, grantId) = (GrantKey.Read(fields, "issuer"), GrantKey.Read(fields, "grant_id"));
        var holder = id(fields, "holder");
        if (holder is null && !fields.Has("holder")) fields.Fail("holder", "", "is missing");
        return Read(fields, issuer, grantId, holder ?? "");
    }

    private static GrantHolder Read(FieldReader fields, string issuer, string grantId, string holder) =>
        new(issuer, grantId, holder, fields.Text("group"), fields.WholeNumber("rights", minimum: 1));

    private static Outcome<GrantHolder> Of(GrantHolder read, FieldReader fields) =>
        fields.Failures.Count == 0 ? read : fields.Failures.ToList();
}
