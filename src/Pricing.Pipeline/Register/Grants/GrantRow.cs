using Azure.Data.Tables;
using Pricing.Pipeline.Files;
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
        if (grant.AmendReason is not null) entity[nameof(StoredGrant.AmendReason)] = grant.AmendReason;
        foreach (var (name, value) in GrantTermsReader.Write(grant.Terms)) entity[name] = value;
        return entity;
    }

    public static StoredGrant Read(TableEntity entity, GrantTermsReader reader) => new()
    {
        Terms = reader.Read(new FieldReader(entity.GetString)).Value,
        Version = entity.GetInt32(nameof(StoredGrant.Version))!.Value,
        TermsHash = entity.GetString(nameof(StoredGrant.TermsHash)),
        BatchHash = entity.GetString(nameof(StoredGrant.BatchHash)),
        Line = entity.GetInt32(nameof(StoredGrant.Line))!.Value,
        StoredAt = entity.GetDateTimeOffset(nameof(StoredGrant.StoredAt))!.Value,
        AmendReason = entity.GetString(nameof(StoredGrant.AmendReason)),
        GrantDateStatus = Enum.Parse<GrantDateStatus>(entity.GetString(nameof(StoredGrant.GrantDateStatus))),
        GrantDateVersion = entity.GetInt32(nameof(StoredGrant.GrantDateVersion))!.Value,
    };

    public static string SupersededKey(string grantId, int version) => SupersededKeys(grantId) + Keys.Inverted(version);

    public static string SupersededKeys(string grantId) => $"{SupersededPrefix}{KeyText.Encode(grantId)}|";
}
