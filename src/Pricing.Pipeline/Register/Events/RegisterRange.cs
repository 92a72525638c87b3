using Azure.Data.Tables;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Register.Events;

/// <summary>A stretch of the register, by the keys of its partitions.</summary>
/// <param name="From">The first key of it; null where it begins with the register.</param>
/// <param name="To">The first key behind it; null where it ends with the register.</param>
public readonly record struct RegisterRange(string? From, string? To)
{
    /// <summary>All of it.</summary>
    public static RegisterRange All => default;

    /// <summary>The partitions of an issuer.</summary>
    /// <param name="issuer">The issuer.</param>
    public static RegisterRange Of(string issuer)
    {
        var prefix = KeyText.Encode(issuer) + "|";
        return new(prefix, Keys.End(prefix));
    }

    /// <summary>Whether a partition is in it.</summary>
    /// <param name="partition">The key.</param>
    public bool Contains(string partition) =>
        (From is null || string.CompareOrdinal(partition, From) >= 0) && (To is null || string.CompareOrdinal(partition, To) < 0);

    /// <summary>The condition of a query for some rows of it.</summary>
    /// <param name="rows">The condition for the rows.</param>
    internal string Filter(string rows)
    {
        string[] bounds =
        [
            .. From is null ? Array.Empty<string>() : [TableClient.CreateQueryFilter($"PartitionKey ge {From}")],
            .. To is null ? Array.Empty<string>() : [TableClient.CreateQueryFilter($"PartitionKey lt {To}")],
        ];
        return bounds.Length == 0 ? rows : $"{string.Join(" and ", bounds)} and ({rows})";
    }
}
