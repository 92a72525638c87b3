namespace Pricing.Pipeline.Settings;

/// <summary>Marks a setting that is never shown or logged: it is said only whether it is set.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;
