using System.Globalization;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Nights.Runs;

/// <summary>One run of one business date.</summary>
/// <param name="Date">The business date.</param>
/// <param name="Version">The version, from 1.</param>
public sealed record NightRun(DateOnly Date, int Version) : ITracedInput
{
    /// <summary>Its name in traces and logs: <c>night-2013-07-11-v1</c>.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"night-{Date:yyyy-MM-dd}-v{Version}");

    /// <summary>The folder of the run's files: <c>2013-07-11/v1</c>.</summary>
    public string Folder => string.Create(CultureInfo.InvariantCulture, $"{Date:yyyy-MM-dd}/v{Version}");

    string ITracedInput.RunId => Id;

    int? ITracedInput.Chunk => null;

    /// <summary><c>2013-07-11 v1</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Date:yyyy-MM-dd} v{Version}");
}
