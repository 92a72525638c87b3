using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Register.Grants;

/// <summary>One partition of grants.</summary>
/// <param name="Issuer">The issuer.</param>
/// <param name="Bucket">The bucket, from 0.</param>
public readonly record struct GrantPartition(string Issuer, int Bucket)
{
    /// <summary>The partition's key.</summary>
    public string Key => Keys.Partition(Issuer, Bucket);
}
