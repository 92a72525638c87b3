using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Pricing.Api.Grants;

/// <summary>Where a page of grants ended: the partition and the grant that was looked at last.</summary>
/// <param name="Partition">The partition's key.</param>
/// <param name="GrantId">The grant.</param>
internal readonly record struct GrantCursor(string Partition, string GrantId)
{
    /// <summary>The cursor as it stands in an address.</summary>
    public override string ToString() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes<string[]>([Partition, GrantId]));

    /// <summary>Reads a cursor.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The cursor; null where the text is none.</returns>
    public static GrantCursor? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<string?[]>(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text))) is [{ Length: > 0 } partition, { Length: > 0 } id]
                ? new(partition, id)
                : null;
        }
        catch (Exception none) when (none is FormatException or JsonException)
        {
            return null;
        }
    }
}
