using System.ComponentModel;
using Pricing.Pipeline.Nights.Runs;

namespace Pricing.Api.Runs;

/// <summary>A request for new versions of nights, as it is sent: a date, or the first and the last date of a range.</summary>
internal sealed record RunBody
{
    /// <summary>The business date.</summary>
    [Description("The business date, yyyy-MM-dd.")]
    public DateOnly? Date { get; init; }

    /// <summary>The first date of a range.</summary>
    [Description("The first date of a range, in the place of date; its business dates are run.")]
    public DateOnly? From { get; init; }

    /// <summary>The last date of a range.</summary>
    [Description("The last date of a range.")]
    public DateOnly? To { get; init; }

    /// <summary>Why.</summary>
    [Description("Why the night is run again; stored with the run.")]
    public required string Reason { get; init; }

    /// <summary>Who asks.</summary>
    [Description("Who asks; stored with the run as unverified. Of somebody who signed in it may be left out, and is the name of the sign-in.")]
    public string? AskedBy { get; init; }

    /// <summary>Only these.</summary>
    [Description("Limits the run to these issuers; all where none is named.")]
    public IReadOnlyList<string>? Issuers { get; init; }
}

/// <summary>The runs that were asked for, or asked to stop, with a range.</summary>
/// <param name="From">The first date.</param>
/// <param name="To">The last date.</param>
/// <param name="Runs">A run for each business date; of what is to stop, each that was open.</param>
internal sealed record RunRange(DateOnly From, DateOnly To, IReadOnlyList<RunRecord> Runs);
