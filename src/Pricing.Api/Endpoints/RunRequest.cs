using System.ComponentModel;

namespace Pricing.Api.Endpoints;

/// <summary>A request for a new version of a night.</summary>
/// <param name="Date">The business date.</param>
/// <param name="Reason">Why it is run again.</param>
/// <param name="AskedBy">Who asks.</param>
/// <param name="Issuers">Only these; all where none is named.</param>
internal sealed record RunRequest(
    [property: Description("The business date, yyyy-MM-dd.")] DateOnly Date,
    [property: Description("Why the night is run again; stored with the run.")] string? Reason,
    [property: Description("Who asks; stored with the run.")] string? AskedBy,
    [property: Description("Limits the run to these issuers.")] IReadOnlyList<string>? Issuers = null);
