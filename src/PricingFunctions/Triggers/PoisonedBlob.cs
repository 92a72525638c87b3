namespace PricingFunctions.Triggers;

/// <summary>What the host writes of a blob that its function failed on for good, as far as it is used here.</summary>
/// <param name="ContainerName">The container.</param>
/// <param name="BlobName">The blob.</param>
public sealed record PoisonedBlob(string ContainerName, string BlobName);
