using Azure.Data.Tables;
using Pricing.Files.Fields;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Register.Grants;

/// <summary>Grants as rows: one text column for each field of the batch format, and the columns of the store.</summary>
internal static class GrantRow
{
    private const string SupersededPrefix = Keys.Shared + "g|";

    public static TableEntity Write(StoredGrant grant, string partition, string row)
    {
        var entity = new TableEntity(partition, row)
        {
            [nameof(StoredGrant.Version)] = grant.Version,
            [nameof(StoredGrant.TermsHash)] = grant.TermsHash,
            [nameof(StoredGrant.BatchHash)] = grant.BatchHash,
            [nameof(StoredGrant.Line)] = grant.Line,
            [nameof(StoredGrant.StoredAt)] = grant.StoredAt,
            [nameof(StoredGrant.GrantDateStatus)] = grant.GrantDateStatus.ToString(),
            [nameof(StoredGrant.GrantDateVersion)] = grant.GrantDateVersion,
        };
        if (grant.Modifications.Count > 0)
        {
            entity[nameof(StoredGrant.Modifications)] = GrantModification.Write(grant.Modifications);
            entity[nameof(StoredGrant.ModificationsValued)] = grant.ModificationsValued;
        }

        if (grant.AmendReason is not null) entity[nameof(StoredGrant.AmendReason)] = grant.AmendReason;
        foreach (var (name, value) in GrantTermsReader.Fields(grant.Terms))
        {
            if (value is not null) entity[name] = value;
        }

        return entity;
    }

    /// <summary>Reads a row as it was stored.</summary>
    /// <returns>The grant, or what of the row cannot be read, with its place.</returns>
    public static Outcome<StoredGrant> Read(TableEntity entity)
    {
        try
        {
            var terms = GrantTermsReader.ReadStored(FieldReader.OfStored(GrantFields.Schema, entity.GetString));
            return terms.IsSuccess
                ? Read(entity, terms.Value)
                : terms.Failures.Select(failure => Damage(entity, failure.ToString())).ToList();
        }
        catch (Exception damage) when (damage is InvalidOperationException or ArgumentException)
        {
            // A column is missing, or holds something of another type.
            return Damage(entity, damage.Message);
        }
    }

    /// <summary>Where the keys of grants as they are now begin; what belongs to grants stands before.</summary>
    public static string FirstCurrent { get; } = Keys.End(Keys.Shared + "|");

    /// <summary>Whether a row is a grant as it is now, and neither an earlier version nor an event.</summary>
    public static bool IsCurrent(TableEntity entity) => string.CompareOrdinal(entity.RowKey, FirstCurrent) >= 0;

    /// <summary>The grant whose row this is.</summary>
    public static string IdOf(TableEntity entity)
    {
        try
        {
            return KeyText.Decode(entity.RowKey);
        }
        catch (FormatException)
        {
            return entity.RowKey;
        }
    }

    private static StoredGrant Read(TableEntity entity, GrantTerms terms) => new()
    {
        Terms = terms,
        Version = entity.GetInt32(nameof(StoredGrant.Version))!.Value,
        TermsHash = Text(entity, nameof(StoredGrant.TermsHash)),
        BatchHash = Text(entity, nameof(StoredGrant.BatchHash)),
        Line = entity.GetInt32(nameof(StoredGrant.Line))!.Value,
        StoredAt = entity.GetDateTimeOffset(nameof(StoredGrant.StoredAt))!.Value,
        AmendReason = entity.GetString(nameof(StoredGrant.AmendReason)),
        Modifications = GrantModification.Read(entity.GetString(nameof(StoredGrant.Modifications))),
        ModificationsValued = entity.GetInt32(nameof(StoredGrant.ModificationsValued)) ?? 0,
        GrantDateStatus = Enum.Parse<GrantDateStatus>(Text(entity, nameof(StoredGrant.GrantDateStatus))),
        GrantDateVersion = entity.GetInt32(nameof(StoredGrant.GrantDateVersion))!.Value,
    };

    public static string SupersededKey(string grantId, int version) => SupersededKeys(grantId) + Keys.Inverted(version);

    public static string SupersededKeys(string grantId) => $"{SupersededPrefix}{KeyText.Encode(grantId)}|";
    private static string Text(TableEntity entity, string column) =>
        entity.GetString(column) ?? throw new InvalidOperationException($"The column {column} is missing.");

    private static Failure Damage(TableEntity entity, string reason) => StoredRow.Damage("grants", entity, reason);
}
