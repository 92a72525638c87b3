using System.Globalization;

namespace Pricing.Pipeline.Values;

/// <summary>A value of another run bears the version that a run was to store its own under.</summary>
/// <param name="there">The other run's value.</param>
/// <param name="value">The value that was to be stored.</param>
public sealed class ValueTakenException(ValueRecord there, ValueRecord value) : InvalidOperationException(string.Create(
    CultureInfo.InvariantCulture,
    $"Version {value.Version} of {value.Issuer} {value.GrantId} on {value.MeasurementDate:yyyy-MM-dd} belongs to run {there.RunDate:yyyy-MM-dd} v{there.RunVersion}; run {value.RunDate:yyyy-MM-dd} v{value.RunVersion} must not overwrite it."));
