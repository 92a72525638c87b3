using Pricing.Api.Queries;

namespace Pricing.Api.Grants;

/// <summary>Where a page of grants ended: the partition and the grant that was looked at last.</summary>
/// <param name="Partition">The partition's key.</param>
/// <param name="GrantId">The grant.</param>
internal readonly record struct GrantCursor(string Partition, string GrantId)
{
    /// <summary>The cursor as it stands in an address.</summary>
    public override string ToString() => Cursor.Write(Partition, GrantId);

    /// <summary>Reads a cursor.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The cursor; null where the text is none.</returns>
    public static GrantCursor? Parse(string text) =>
        Cursor.Read(text) is [{ Length: > 0 } partition, { Length: > 0 } id] ? new(partition, id) : null;
}
