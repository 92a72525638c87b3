namespace Benchmarks.Simulation;

/// <summary>
/// What was measured on one machine (docs/performance.md), and what is assumed where nothing can be: how long the services take
/// for a request where no limit is reached.
/// </summary>
internal static class Measured
{
    /// <summary>Seconds of a processor for a grant: <c>night.cpu_us</c>.</summary>
    public const double Grant = 0.0002;

    /// <summary>Seconds of a processor for a share that a process reads for the first time and compares with its bodies: <c>night.first.cpu_us</c>.</summary>
    public const double Share = 0.0067;

    /// <summary>Seconds of a processor for a grant that is planned.</summary>
    public const double Planned = 0.00003;

    /// <summary>Seconds of a processor for a row of the table that closes a run.</summary>
    public const double Column = 0.000005;

    /// <summary>Assumed: seconds of a request to a table or a blob.</summary>
    public const double Request = 0.015;

    /// <summary>Assumed: seconds more for each entity of a request.</summary>
    public const double Entity = 0.0004;

    /// <summary>Assumed: seconds from the asking for an activity or an orchestration to its beginning, and from its end to the answer.</summary>
    public const double Hop = 0.1;

    /// <summary>Assumed: seconds from the asking for an instance to its first activity.</summary>
    public const double InstanceStart = 15;
}
