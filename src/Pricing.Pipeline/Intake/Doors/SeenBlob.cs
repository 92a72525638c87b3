namespace Pricing.Pipeline.Intake.Doors;

/// <summary>A version of a blob that was looked at.</summary>
/// <param name="Name">The blob's name.</param>
/// <param name="ETag">The version, <see cref="SeenBlobs.Text"/>.</param>
public readonly record struct SeenBlob(string Name, string ETag);
