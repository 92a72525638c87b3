using System.ComponentModel.DataAnnotations;

namespace PricingFunctions;

/// <summary>Settings of the app itself, at the top level of the configuration.</summary>
public sealed record AppOptions
{
    /// <summary>
    /// The Durable task hub; <c>host.json</c> takes it from the same setting. Apps and slots that share a storage
    /// account have different ones, or they would take each other's work.
    /// </summary>
    [Required]
    [RegularExpression("[A-Za-z][A-Za-z0-9]{2,44}", ErrorMessage = "must be 3 to 45 letters and digits, the first a letter.")]
    public string TaskHub { get; init; } = "";
}
